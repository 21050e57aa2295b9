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
mod own_lpa;
#[cfg(test)]
mod pin;
#[cfg(test)]
mod refresh;
#[cfg(test)]
mod settings;
#[cfg(test)]
mod sim;
#[cfg(test)]
mod slots;
