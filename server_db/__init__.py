"""What the server needs: tables, rules in SQL, installation, people, backups. The client never sees it."""
