//! What a card keeps: every change of its state, torn at every write and in random sequences.

#[cfg(test)]
mod device;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod reference;
#[cfg(test)]
mod sequences;
#[cfg(test)]
mod tearing;
