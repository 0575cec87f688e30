package io.obs.spring.jdbc;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface Notes extends JpaRepository<Note, Long> {

    List<Note> findByText(String text);
}
