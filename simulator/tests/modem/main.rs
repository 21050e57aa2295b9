//! Dialogues with the modem: bytes in, bytes out, to the byte. Each knob of a personality has its test.

#[cfg(test)]
mod card_commands;
#[cfg(test)]
mod dialogue;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod lpac;
#[cfg(test)]
mod noise;
#[cfg(test)]
mod settings;
#[cfg(test)]
mod sim;
