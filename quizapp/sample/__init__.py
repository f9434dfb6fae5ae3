"""The sample organisation, plan and exams of `seeds/`, loaded once into an empty database."""
