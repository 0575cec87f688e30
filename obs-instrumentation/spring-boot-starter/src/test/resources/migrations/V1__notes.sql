CREATE TABLE notes (text varchar(100));
INSERT INTO notes VALUES ('kept');
