//! The device of the lab: one modem with one card, for programs at its line and for the page at the same time.
//!
//! Whoever does something for the page takes the turn, in which the line waits, and does so between two requests of a
//! program at the line. A change that ends all channels waits until no program has one open. Both wait for a bounded time.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures::executor::block_on;
use signoff_protocol::es10b::EuiccInfo2;
use signoff_protocol::id::{Eid, Iccid};
use signoff_protocol::notification::NotificationMetadata;
use signoff_protocol::profile::{ProfileInfo, ProfileTarget, tags};
use signoff_protocol::tlv::Tag;
use signoff_simulator::modem::{Modem, Shown};
use signoff_simulator::serve::{SharedModem, Turn};

use super::card::WatchedCard;
use super::exchange::Origin;
use super::transport::BesideTransport;
use crate::lpa::{Lpa, LpaError, LpaOptions, Outcome, Refusal, StateChange};
use crate::protection::{Expendable, Planned, ProtectionError};
use crate::transport::TransportError;

/// The modem of the lab.
pub(super) type Engine = Modem<WatchedCard>;
/// It, shared between its line and the page.
pub(super) type LabModem = SharedModem<WatchedCard>;

/// Between two looks at whether the line is done, and how many.
const PAUSE: Duration = Duration::from_millis(5);
const LOOKS: u32 = 800;
/// What is asked of each profile.
const WANTED: [Tag; 8] = [
    tags::ICCID,
    tags::ISDP_AID,
    tags::STATE,
    tags::NICKNAME,
    tags::SERVICE_PROVIDER_NAME,
    tags::PROFILE_NAME,
    tags::CLASS,
    tags::POLICY_RULES,
];

/// Why the device did not do something.
#[derive(Debug, thiserror::Error)]
pub enum DeviceError {
    /// A program at the line is not done.
    #[error(
        "a program at the line of the modem is in the middle of something; try again when it is done, or restart the modem"
    )]
    Busy,
    /// The profile is not expendable.
    #[error(transparent)]
    Protected(#[from] ProtectionError),
    /// The eUICC said no.
    #[error("{0}")]
    Refused(Refusal),
    /// The card has no power, or lost it; what was sent may have been carried out.
    #[error("the card does not answer: it has no power")]
    Mute,
    /// The answer was lost on the way.
    #[error("the answer was lost: {0}")]
    Lost(TransportError),
    /// Something else.
    #[error(transparent)]
    Lpa(LpaError),
}

/// What is true of the device now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Look {
    /// What the modem shows.
    pub shown: Shown,
    /// Whether the card has power.
    pub powered: bool,
    /// Whether the card loses its power at its next write.
    pub cut_armed: bool,
    /// Channels that programs at the line have open.
    pub line_channels: usize,
    /// What the ISD-R tells; nothing when the card does not answer.
    pub euicc: Option<EuiccLook>,
}

/// What the ISD-R tells.
#[derive(Clone, Debug, PartialEq)]
pub struct EuiccLook {
    /// EID
    pub eid: Eid,
    /// EUICCInfo2, where the eUICC tells it.
    pub info: Option<EuiccInfo2>,
    /// All profiles.
    pub profiles: Vec<ProfileInfo>,
    /// Pending notifications by ascending number.
    pub notifications: Vec<NotificationMetadata>,
}

/// The device. Its functions wait for the line: call them where waiting is allowed.
#[derive(Debug)]
pub struct Device {
    modem: LabModem,
    own_channels: usize,
    expendable: Expendable,
}

impl Device {
    pub(super) fn new(modem: LabModem, expendable: Expendable) -> Self {
        let own_channels = engine(&modem.engine()).personality().sim.own_channels;
        Self {
            modem,
            own_channels: usize::from(own_channels),
            expendable,
        }
    }

    /// What may be lost.
    pub const fn expendable(&self) -> &Expendable {
        &self.expendable
    }

    /// Looks at the device without a trace in the live exchange.
    ///
    /// # Errors
    /// Programs at the line have all channels, or the eUICC does not answer as it should.
    pub fn look(&self) -> Result<Look, DeviceError> {
        // On a channel of its own it disturbs nobody, whatever a program is in the middle of.
        let _turn = self.modem.turn();
        let mut look = self.outside();
        if look.powered && !look.shown.switched_off {
            look.euicc = self.as_lpa(Origin::Look, async |lpa| read(lpa).await)?;
        }
        Ok(look)
    }

    /// Enables, disables or deletes a profile.
    ///
    /// # Errors
    /// It is not expendable, the eUICC refuses, or the card does not answer.
    pub fn change(&self, change: &StateChange) -> Result<(), DeviceError> {
        // A REFRESH closes the channels of everybody.
        let resets = matches!(change, StateChange::Enable { .. } | StateChange::Disable { .. });
        let _turn = self.turn(|line_channels| resets && line_channels > 0)?;
        if !self.outside().powered {
            return Err(DeviceError::Mute);
        }
        self.as_lpa(Origin::Page, async |lpa| {
            let profiles = settled(lpa.get_profiles_info(None, Some(&WANTED)).await)?;
            let notifications = settled(lpa.list_notifications(None).await)?;
            self.expendable
                .check(&Planned::change(change, &profiles, &notifications))?;
            settled(lpa.change(change).await)
        })
    }

    /// Takes the power from the card now.
    pub fn cut_power(&self) {
        let _turn = self.modem.turn();
        self.beside(Engine::cut_card_power);
    }

    /// Has the card lose its power when it next writes.
    pub fn arm_power_cut(&self) {
        self.beside(|modem| {
            if let Some(card) = modem.card_mut() {
                card.arm_cut();
            }
        });
    }

    /// A warm reset of the card.
    ///
    /// # Errors
    /// It stays mute.
    pub fn reset(&self) -> Result<(), DeviceError> {
        let _turn = self.modem.turn();
        self.beside(|modem| modem.reset_card().map(drop).map_err(|_| DeviceError::Mute))
    }

    /// The modem is switched off and on; the card gets its power back.
    ///
    /// # Errors
    /// The card stays mute.
    pub fn restart(&self) -> Result<(), DeviceError> {
        let _turn = self.modem.turn();
        self.beside(Engine::restart);
        if self.outside().powered {
            Ok(())
        } else {
            Err(DeviceError::Mute)
        }
    }

    /// An LPA for what takes long: the line may have its turn between its commands.
    ///
    /// # Errors
    /// A program at the line is in the middle of something, or the card has no power.
    pub(super) fn lpa(&self) -> Result<Lpa, DeviceError> {
        drop(self.turn(|_| false)?);
        if self.outside().powered {
            Ok(self.new_lpa(Origin::Page))
        } else {
            Err(DeviceError::Mute)
        }
    }

    fn new_lpa(&self, origin: Origin) -> Lpa {
        let transport = BesideTransport::new(self.modem.clone(), origin);
        let options = LpaOptions {
            // They may be those of a program at the line.
            reclaim_channels: false,
            ..LpaOptions::default()
        };
        Lpa::new(Box::new(transport), options, Box::new(()))
    }

    /// Lets an LPA work and closes its channel. It never waits: its transport has each answer at once.
    fn as_lpa<T>(
        &self,
        origin: Origin,
        work: impl AsyncFnOnce(&mut Lpa) -> Result<T, DeviceError>,
    ) -> Result<T, DeviceError> {
        let mut lpa = self.new_lpa(origin);
        block_on(async {
            let done = work(&mut lpa).await;
            // After a REFRESH or without power there is nothing left to close.
            let _closed = lpa.close().await;
            done
        })
    }

    /// What can be seen without a command to the card.
    fn outside(&self) -> Look {
        let engine = self.modem.engine();
        let mut modem = self::engine(&engine);
        let shown = modem.shown();
        let card = modem.card_mut();
        let line = card.as_deref().map_or(0, WatchedCard::channels_of_the_line);
        Look {
            shown,
            powered: card.as_deref().is_some_and(WatchedCard::is_powered),
            cut_armed: card.as_deref().is_some_and(WatchedCard::is_cut_armed),
            line_channels: line.saturating_sub(self.own_channels),
            euicc: None,
        }
    }

    fn beside<T>(&self, act: impl FnOnce(&mut Engine) -> T) -> T {
        let engine = self.modem.engine();
        let mut modem = self::engine(&engine);
        if let Some(card) = modem.card_mut() {
            card.speak_as(Origin::Page);
        }
        let done = act(&mut modem);
        if let Some(card) = modem.card_mut() {
            card.speak_as(Origin::Line);
        }
        done
    }

    /// The turn, when the line is between two requests and `too_early` says no to the number of its channels.
    fn turn(&self, too_early: impl Fn(usize) -> bool) -> Result<Turn<'_>, DeviceError> {
        for _ in 0..LOOKS {
            let turn = self.modem.turn();
            let engine = self.modem.engine();
            let mut modem = self::engine(&engine);
            let typing = modem.is_being_typed_at();
            let card = modem.card_mut();
            let in_request = card.as_deref().is_some_and(WatchedCard::is_in_request);
            let channels = card.as_deref().map_or(0, WatchedCard::channels_of_the_line);
            drop(modem);
            if !typing && !in_request && !too_early(channels.saturating_sub(self.own_channels)) {
                return Ok(turn);
            }
            drop(turn);
            std::thread::park_timeout(PAUSE);
        }
        Err(DeviceError::Busy)
    }
}

/// A profile as a target.
pub(super) const fn target(iccid: Iccid) -> ProfileTarget {
    ProfileTarget::Iccid(iccid)
}

/// The modem, for one command. A panic elsewhere leaves it usable.
pub(super) fn engine(modem: &Mutex<Engine>) -> MutexGuard<'_, Engine> {
    modem.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What the ISD-R tells; nothing where there is none, as in a plain UICC, or the card falls silent.
async fn read(lpa: &mut Lpa) -> Result<Option<EuiccLook>, DeviceError> {
    let eid = match lpa.get_eid().await {
        Err(LpaError::NoIsdR { tried }) => {
            // Where MANAGE CHANNEL is refused, nothing is said about the ISD-R.
            let no_channel = tried
                .iter()
                .any(|attempt| attempt.refusal.text.starts_with("MANAGE CHANNEL"));
            return if no_channel {
                Err(DeviceError::Busy)
            } else {
                Ok(None)
            };
        }
        eid => settled(eid),
    };
    let eid = match eid {
        Err(DeviceError::Mute) => return Ok(None),
        eid => eid?,
    };
    let info = lpa.get_euicc_info2().await.ok().and_then(Outcome::done);
    let profiles = settled(lpa.get_profiles_info(None, Some(&WANTED)).await)?;
    let mut notifications = settled(lpa.list_notifications(None).await)?;
    notifications.sort_by_key(|metadata| metadata.seq_number);
    Ok(Some(EuiccLook {
        eid,
        info,
        profiles,
        notifications,
    }))
}

impl From<LpaError> for DeviceError {
    fn from(error: LpaError) -> Self {
        match error.transport() {
            Some(TransportError::Mute { .. }) => Self::Mute,
            _ => Self::Lpa(error),
        }
    }
}

fn settled<T>(outcome: Result<Outcome<T>, LpaError>) -> Result<T, DeviceError> {
    match outcome {
        Ok(Outcome::Done(value)) => Ok(value),
        Ok(Outcome::Refused(refusal)) => Err(DeviceError::Refused(refusal)),
        Ok(Outcome::Unknown(TransportError::Mute { .. })) => Err(DeviceError::Mute),
        Ok(Outcome::Unknown(error)) => Err(DeviceError::Lost(error)),
        Err(error) => Err(error.into()),
    }
}
