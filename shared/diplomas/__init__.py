"""What a diploma and its supplement say, without Qt and database."""
