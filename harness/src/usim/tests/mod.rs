//! Backups and restorations of the card `contacts`, over every way to it.

mod devices;
mod folders;
mod pins;
mod reading;
mod restoring;
