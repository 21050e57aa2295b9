//! Bytes that others wrote, read and written by our codecs: a mistake that reader and writer share shows here.

#[cfg(test)]
mod elements;
#[cfg(test)]
mod messages;
#[cfg(test)]
mod selection;
#[cfg(test)]
mod session;
#[cfg(test)]
mod signatures;
#[cfg(test)]
mod vectors;
