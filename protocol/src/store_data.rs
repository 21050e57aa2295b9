//! STORE DATA: how an ES10 request travels in segments (SGP.22 §5.7.2).

use crate::apdu::{ApduError, ChannelNumber, Command, CommandApdu, MAX_SHORT_DATA, StatusWord, ins};

/// P1 of a segment that others follow.
pub const P1_MORE: u8 = 0x11;
/// P1 of the last segment.
pub const P1_LAST: u8 = 0x91;
/// Longest request that 256 segments of 255 bytes carry.
pub const MAX_REQUEST: usize = 256 * MAX_SHORT_DATA;

/// The commands that carry `request`, each with at most `segment` bytes (clamped to 1 to 255).
///
/// # Errors
/// The request needs more than 256 segments.
pub fn segments(
    channel: ChannelNumber,
    request: &[u8],
    segment: usize,
) -> Result<impl ExactSizeIterator<Item = CommandApdu>, ApduError> {
    let segment = segment.clamp(1, MAX_SHORT_DATA);
    let chunks = request.chunks(segment);
    let count = chunks.len();
    if count > 256 {
        return Err(ApduError::DataTooLong { found: request.len() });
    }
    Ok(chunks.enumerate().map(move |(number, chunk)| {
        let p1 = if number + 1 == count { P1_LAST } else { P1_MORE };
        let p2 = u8::try_from(number).unwrap_or(u8::MAX);
        let command = CommandApdu::new(channel.proprietary(), ins::STORE_DATA, p1, p2);
        // A chunk of at most 255 bytes always fits.
        command.clone().with_data(chunk).unwrap_or(command)
    }))
}

/// Collects segments on the card's side. One for each logical channel.
#[derive(Clone, Debug, Default)]
pub struct Reassembly {
    request: Vec<u8>,
    next: Option<u8>,
}

impl Reassembly {
    /// Takes a segment. `Ok(None)`: more follow; `Ok(Some(request))`: that was the last one.
    ///
    /// A segment with number 0 starts anew and drops what was collected.
    ///
    /// # Errors
    /// The status word to answer: `6A86` for P1, or P2 out of order; the collected bytes are dropped.
    pub fn push(&mut self, command: &Command<'_>) -> Result<Option<&[u8]>, StatusWord> {
        let last = match command.p1 {
            P1_MORE => false,
            P1_LAST => true,
            _ => {
                self.clear();
                return Err(StatusWord::WRONG_P1_P2);
            }
        };
        if command.p2 == 0 {
            self.clear();
        } else if self.next != Some(command.p2) {
            self.clear();
            return Err(StatusWord::WRONG_P1_P2);
        }
        self.request.extend_from_slice(command.data);
        if last {
            self.next = None;
            return Ok(Some(&self.request));
        }
        self.next = command.p2.checked_add(1);
        Ok(None)
    }

    /// Drops what was collected, as a reset or a closed channel does.
    pub fn clear(&mut self) {
        self.request.clear();
        self.next = None;
    }
}
