"""The question bank of a subject: questions, tickets made of them, answers to printed tests."""
