package io.obs.spring.jdbc;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** What {@link JpaIT} keeps. */
@Entity
@Table(name = "obs_jpa_notes")
class Note {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    String text = "";

    Note() {}

    Note(String text) {
        this.text = text;
    }
}
