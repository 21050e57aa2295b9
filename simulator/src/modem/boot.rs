//! What a modem does by itself: it boots, initialises the card, and follows what the card asks for.

use signoff_protocol::apdu::ins;
use signoff_protocol::at::{CmeError, Command, CommandLine};

use super::card_view::CardView;
use super::engine::{Functionality, Modem};
use super::personality::{Blocked, InternalLpa, ModemPersonality};
use super::reply::{Failure, Reply, Settings};
use crate::terminal::{CardPort, Terminal, TerminalEvent};

/// Stream of chance that belongs to the modem.
pub(super) const CHANCE_STREAM: u64 = 27_007;
/// The slot that holds the card.
pub(super) const CARD_SLOT: u8 = 1;

/// Who has the ISD-R.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LpaState {
    /// The host may.
    Free,
    /// The modem has it.
    Owned,
    /// The host may after the next boot.
    FreeAfterBoot,
}

impl LpaState {
    pub(super) const fn of(personality: &ModemPersonality) -> Self {
        match personality.internal_lpa {
            None => Self::Free,
            Some(_) => Self::Owned,
        }
    }
}

/// Whether a command is the one that ends the modem's own LPA.
pub(super) fn ends_lpa(lpa: &InternalLpa, command: &Command) -> bool {
    CommandLine::parse(&lpa.disable)
        .is_ok_and(|line| line.commands.as_slice() == std::slice::from_ref(command))
}

/// What the command that asks for it tells of the modem's own LPA, if `command` is that one.
pub(super) fn tells_lpa<'p>(lpa: &'p InternalLpa, state: &LpaState, command: &Command) -> Option<&'p str> {
    let query = lpa.state.as_ref()?;
    let is_query = CommandLine::parse(&query.command)
        .is_ok_and(|line| line.commands.as_slice() == std::slice::from_ref(command));
    is_query.then_some(match state {
        LpaState::Free => &query.free,
        LpaState::Owned | LpaState::FreeAfterBoot => &query.owned,
    })
}

impl<C: CardPort> Modem<C> {
    /// Whether the modem's own LPA keeps the host from this.
    pub(super) fn keeps_from(&self, what: Blocked) -> bool {
        let blocks = self.personality.internal_lpa.as_ref().map(|lpa| lpa.blocks);
        self.lpa != LpaState::Free && blocks == Some(what)
    }

    /// Starts anew, as after `AT+CFUN=1,1` or a crash: settings, sessions and the card's power.
    pub(super) fn boot(&mut self, delay_ms: u32) {
        self.settings = Settings::of(&self.personality);
        self.functionality = Functionality::at_start(&self.personality);
        if self.lpa == LpaState::FreeAfterBoot {
            self.lpa = LpaState::Free;
        }
        if let Some(terminal) = &mut self.terminal {
            terminal.power_off();
        }
        self.initialise_card();
        for urc in self.personality.wire.boot_urcs.clone() {
            self.urc_after(&urc, delay_ms);
        }
        if let Some(urc) = self.ready_urc() {
            self.urc_after(&urc, delay_ms);
        }
    }

    /// Powers the card, keeps channels for the modem, and reads what there is to show.
    pub(super) fn initialise_card(&mut self) {
        self.sessions.clear();
        self.mute = false;
        self.view = CardView::default();
        if self.slot != CARD_SLOT || !self.functionality.powers_card() {
            return;
        }
        let Some(terminal) = &mut self.terminal else {
            return;
        };
        // A card that stays mute is one that the modem shows as failing.
        if terminal.power_up().is_ok() {
            keep_channels(terminal, self.personality.sim.own_channels);
            self.view = CardView::read(terminal).unwrap_or_default();
        }
        while terminal.next_event().is_some() {}
        terminal.take_latency_ms();
    }

    /// Takes power from the card.
    pub(super) fn power_card_off(&mut self) {
        self.sessions.clear();
        self.view = CardView::default();
        if let Some(terminal) = &mut self.terminal {
            terminal.power_off();
        }
    }

    /// `+CPIN: READY`, if this modem says so by itself and it is.
    pub(super) fn ready_urc(&self) -> Option<String> {
        (self.personality.sim.ready_urc && self.view.imsi.is_some()).then(|| "+CPIN: READY".to_owned())
    }

    /// The card, for a command that reaches it.
    pub(super) fn reach_card(&mut self) -> Result<&mut Terminal<C>, Failure> {
        if self.mute {
            return Err(Failure::Silent);
        }
        if !self.functionality.powers_card() {
            return Err(CmeError::SIM_FAILURE.into());
        }
        if self.slot != CARD_SLOT {
            return Err(CmeError::SIM_NOT_INSERTED.into());
        }
        self.terminal
            .as_mut()
            .ok_or_else(|| CmeError::SIM_NOT_INSERTED.into())
    }

    /// After each command that reached the card: time, noise, and what the card had the device do.
    pub(super) fn follow_card(&mut self, reply: &mut Reply) {
        let Some(terminal) = &mut self.terminal else {
            return;
        };
        reply.delay_ms = reply.delay_ms.saturating_add(terminal.take_latency_ms());
        while let Some(event) = terminal.next_event() {
            let TerminalEvent::Refreshed(mode) = event else {
                continue;
            };
            let refresh = &self.personality.refresh;
            reply.urcs_after.extend(refresh.urcs.iter().cloned());
            self.mute |= refresh.mute_after;
            if mode.closes_channels() {
                self.sessions.clear();
                keep_channels(terminal, self.personality.sim.own_channels);
            }
            if refresh.visible_without_power_cycle {
                self.view = CardView::read(terminal).unwrap_or_default();
            }
            terminal.take_latency_ms();
        }
    }
}

/// Opens channels that stay open. A card with too few keeps the rest.
fn keep_channels(terminal: &mut Terminal<impl CardPort>, count: u8) {
    for _ in 0..count {
        let opened = terminal.exchange(&[0x00, ins::MANAGE_CHANNEL, 0x00, 0x00, 0x01]);
        if !opened.is_ok_and(|answer| answer.status.is_ok()) {
            break;
        }
    }
}
