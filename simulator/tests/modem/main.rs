//! Dialogues with the modem: bytes in, bytes out, to the byte. Each knob of a personality has its test.

mod card_commands;
mod dialogue;
mod faults;
mod lpac;
mod noise;
mod settings;
mod sim;
