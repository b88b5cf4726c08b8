"""What a board knows: the week, held cards, answers, steps of undo; nothing is painted here."""
