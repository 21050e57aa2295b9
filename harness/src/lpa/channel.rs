//! The channel of the LPA: found, opened, closed, and opened again after it was lost.

use std::fmt;

use signoff_protocol::apdu::{ChannelNumber, CommandApdu, StatusWord, ins};
use signoff_protocol::id::Aid;
use signoff_protocol::tlv::{Tag, Tlv};

use crate::transport::{ChannelOpened, OpenRefusal, TransportError};

use super::{IsdRAid, Lpa, LpaError};

/// Channels that are tried when others have to be closed: all that CLA can name.
const LAST_CHANNEL: u8 = 19;

/// An AID that was tried, and why it did not open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenAttempt {
    /// The AID.
    pub aid: Aid,
    /// How it was refused.
    pub refusal: OpenRefusal,
}

impl fmt::Display for OpenAttempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.aid)?;
        if let Some(known) = IsdRAid::of(&self.aid) {
            write!(f, " ({})", known.family)?;
        }
        write!(f, " {}", self.refusal)
    }
}

/// The channel on which the ISD-R is selected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Its number.
    pub channel: ChannelNumber,
    /// The AID that answered.
    pub aid: Aid,
    /// What was refused before.
    pub tried: Vec<OpenAttempt>,
    /// The answer to SELECT, where the device shows it.
    pub fci: Option<Vec<u8>>,
}

impl Opened {
    /// SGP.22 version of the ISDRProprietaryApplicationTemplate (`E0`; SGP.22 §4.1.1), if the FCI tells.
    pub fn svn(&self) -> Option<[u8; 3]> {
        let template = self.element(Tag(0xE0))?;
        template.child(Tag(0x82)).ok()?.array("3").ok()
    }

    /// Longest data field that the ISD-R takes (`9F65`), if the FCI tells.
    pub fn longest_segment(&self) -> Option<usize> {
        let proprietary = self.element(Tag(0xA5))?;
        let longest = proprietary.child(Tag(0x9F65)).ok()?;
        let bytes = longest.value().iter();
        Some(bytes.fold(0, |number, byte| number << 8 | usize::from(*byte)))
    }

    /// An element of the FCI template, also where a device leaves out the `6F` around it.
    fn element(&self, tag: Tag) -> Option<Tlv<'_>> {
        let fci = Tlv::parse(self.fci.as_deref()?).ok()?.0;
        match fci.tag() {
            Tag(0x6F) => fci.find(tag).ok()?,
            found if found == tag => Some(fci),
            _ => None,
        }
    }
}

impl Lpa {
    /// Selects the ISD-R on a channel of its own; does nothing if that is already so.
    ///
    /// # Errors
    /// The link broke, or no AID of the options answers.
    pub async fn open(&mut self) -> Result<Opened, LpaError> {
        if let Some(opened) = &self.opened {
            return Ok(opened.clone());
        }
        let mut tried = Vec::new();
        let mut may_reclaim = self.options.reclaim_channels;
        for aid in self.options.isd_r.clone() {
            let mut answer = self.try_open(&aid).await?;
            if may_reclaim
                && let ChannelOpened::Refused(refusal) = &answer
                && refusal.status.is_some_and(says_no_free_channel)
            {
                may_reclaim = false;
                self.reclaim().await;
                answer = self.try_open(&aid).await?;
            }
            match answer {
                ChannelOpened::Opened { channel, fci } => {
                    let opened = Opened {
                        channel,
                        aid,
                        tried,
                        fci,
                    };
                    self.opened = Some(opened.clone());
                    self.doubtful = false;
                    return Ok(opened);
                }
                ChannelOpened::Refused(refusal) => tried.push(OpenAttempt { aid, refusal }),
            }
        }
        Err(LpaError::NoIsdR { tried })
    }

    /// Closes the channel, if one is open. It counts as closed even if that fails.
    ///
    /// # Errors
    /// The link broke, or the device refused.
    pub async fn close(&mut self) -> Result<(), LpaError> {
        let Some(opened) = self.opened.take() else {
            return Ok(());
        };
        match self.transport.close_channel(opened.channel).await {
            // A reset took the channel away, and nobody told.
            Err(TransportError::ChannelNotOpen { .. } | TransportError::CommandRefused { .. })
                if self.doubtful =>
            {
                Ok(())
            }
            other => other.map_err(|source| LpaError::Transport {
                doing: "closing the ISD-R's channel".to_owned(),
                source,
            }),
        }
    }

    /// Closes the channel after something went wrong; that this may fail too is expected.
    pub(super) async fn abandon(&mut self, after: Option<&TransportError>) {
        self.doubtful = true;
        match after {
            Some(TransportError::Disconnected { .. }) => self.opened = None,
            _ => {
                // What matters to the caller is what went wrong first.
                let _closed = self.close().await;
            }
        }
    }

    async fn try_open(&mut self, aid: &Aid) -> Result<ChannelOpened, LpaError> {
        self.transport
            .open_channel(aid)
            .await
            .map_err(|source| LpaError::Transport {
                doing: format!("opening the ISD-R {aid}"),
                source,
            })
    }

    /// Closes all channels but the basic one: a predecessor may have left them open. Answers don't matter, as
    /// most of the channels are not open.
    async fn reclaim(&mut self) {
        let capabilities = self.transport.capabilities();
        for number in 1..=LAST_CHANNEL {
            if capabilities.raw_channels {
                let close = CommandApdu::new(0x00, ins::MANAGE_CHANNEL, 0x80, number);
                if self.transport.transmit(&close).await.is_err() {
                    return;
                }
            } else if capabilities.at {
                let line = format!("AT+CCHC={number}");
                if self.transport.at(&line).await.is_err() {
                    return;
                }
            }
        }
    }
}

/// `6A81`, `6881` and `6985` are what cards answer to MANAGE CHANNEL when all channels are in use.
pub(super) fn says_no_free_channel(status: StatusWord) -> bool {
    [
        StatusWord::FUNCTION_NOT_SUPPORTED,
        StatusWord::CHANNEL_NOT_SUPPORTED,
        StatusWord::CONDITIONS_OF_USE,
    ]
    .contains(&status)
}
