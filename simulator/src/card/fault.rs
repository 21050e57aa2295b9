//! What can be made to go wrong with a card.

use signoff_protocol::apdu::StatusWord;

/// A fault that is armed once and then happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardFault {
    /// The power is lost at the `n`th write to non-volatile memory from now, counted from 0: that write has no
    /// effect, nothing is answered, and the card is mute until it is powered on again.
    PowerCutAtWrite(u32),
    /// The power is lost before the `n`th segment of a bound profile package from now is processed, counted from
    /// 1; the card is mute until it is powered on again.
    PowerCutAtSegment(u32),
    /// The next commands that change the state of profiles and could be refused with catBusy are.
    CatBusy {
        /// How many.
        times: u32,
    },
    /// The next command with this INS is not carried out and answers this.
    StatusOnce {
        /// INS.
        ins: u8,
        /// SW1 SW2.
        status: StatusWord,
    },
    /// The card opens a proactive session of its own (MORE TIME), as an applet would. It lasts until the
    /// terminal has fetched the command and sent its TERMINAL RESPONSE.
    ProactiveSession,
}
