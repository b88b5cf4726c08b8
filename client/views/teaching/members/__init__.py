"""Who sits in which class: the list, and the dialogs that change it by hand with a day."""
