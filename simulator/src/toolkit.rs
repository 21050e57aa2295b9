//! Card application toolkit (ETSI TS 102 223), as far as removal needs it: what the terminal can do, and one
//! proactive command at a time.

use signoff_protocol::tlv::Children;

/// Whole length of the proactive commands that this card sends.
pub(crate) const PROACTIVE_LENGTH: u8 = 11;

/// What a REFRESH asks for (TS 102 223 §8.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RefreshMode {
    /// UICC Reset
    UiccReset = 0x04,
    /// eUICC Profile State Change
    ProfileStateChange = 0x09,
}

/// A proactive command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Proactive {
    Refresh(RefreshMode),
    MoreTime,
}

/// Where the proactive session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Session {
    Closed,
    /// The card waits for FETCH.
    Waiting(Proactive),
    /// The card waits for TERMINAL RESPONSE.
    Fetched(Proactive),
}

/// How the terminal ended a REFRESH.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// It carried it out: what waits for the REFRESH happens now.
    Refreshed,
    /// It could not (results `2X`, `3X`): what waits happens at the next reset. The card doesn't ask again.
    RefreshFailed,
    /// Another command.
    Other,
}

/// The toolkit between two resets.
#[derive(Debug)]
pub(crate) struct Toolkit {
    refresh: bool,
    profile_state_change: bool,
    session: Session,
    number: u8,
}

impl Toolkit {
    /// After a reset: nothing is known of the terminal.
    pub(crate) const fn new() -> Self {
        Self {
            refresh: false,
            profile_state_change: false,
            session: Session::Closed,
            number: 0,
        }
    }

    /// TERMINAL PROFILE: byte 3 b8 is REFRESH, byte 34 b6 its mode eUICC Profile State Change (TS 102 223 §5.2).
    pub(crate) fn terminal_profile(&mut self, profile: &[u8]) {
        let bit = |byte: usize, mask| profile.get(byte - 1).is_some_and(|bits| bits & mask != 0);
        self.refresh = bit(3, 0x80);
        self.profile_state_change = bit(34, 0x20);
    }

    /// The mode by which a change of profile is announced, if the terminal understands REFRESH at all.
    pub(crate) const fn switch_mode(&self) -> Option<RefreshMode> {
        match (self.refresh, self.profile_state_change) {
            (false, _) => None,
            (true, true) => Some(RefreshMode::ProfileStateChange),
            (true, false) => Some(RefreshMode::UiccReset),
        }
    }

    /// The mode by which a memory reset is announced (SGP.22 §5.7.19).
    pub(crate) const fn reset_mode(&self) -> Option<RefreshMode> {
        if self.refresh {
            Some(RefreshMode::UiccReset)
        } else {
            None
        }
    }

    /// Whether a proactive session is going on.
    pub(crate) fn is_busy(&self) -> bool {
        self.session != Session::Closed
    }

    /// Whether `91xx` is due.
    pub(crate) const fn is_waiting(&self) -> bool {
        matches!(self.session, Session::Waiting(_))
    }

    /// Wants a REFRESH.
    pub(crate) const fn request_refresh(&mut self, mode: RefreshMode) {
        self.open(Proactive::Refresh(mode));
    }

    /// Wants MORE TIME, as an applet would.
    pub(crate) const fn request_more_time(&mut self) {
        self.open(Proactive::MoreTime);
    }

    const fn open(&mut self, command: Proactive) {
        self.number = if self.number == 0xFE { 1 } else { self.number + 1 };
        self.session = Session::Waiting(command);
    }

    /// FETCH: the command, from card (`81`) to terminal (`82`).
    pub(crate) const fn fetch(&mut self) -> Option<[u8; PROACTIVE_LENGTH as usize]> {
        let Session::Waiting(command) = self.session else {
            return None;
        };
        self.session = Session::Fetched(command);
        let (kind, qualifier) = match command {
            Proactive::Refresh(mode) => (0x01, mode as u8),
            Proactive::MoreTime => (0x02, 0x00),
        };
        Some([
            0xD0,
            0x09,
            0x81,
            0x03,
            self.number,
            kind,
            qualifier,
            0x82,
            0x02,
            0x81,
            0x82,
        ])
    }

    /// TERMINAL RESPONSE. `None`: nothing was fetched.
    pub(crate) fn terminal_response(&mut self, data: &[u8]) -> Option<Ended> {
        let Session::Fetched(command) = self.session else {
            return None;
        };
        self.session = Session::Closed;
        let result = Children::of(data)
            .flatten()
            .find(|tlv| matches!(tlv.tag().0, 0x03 | 0x83))
            .and_then(|tlv| tlv.value().first().copied());
        Some(match (command, result) {
            (Proactive::MoreTime, _) => Ended::Other,
            (Proactive::Refresh(_), Some(0x00..=0x1F)) => Ended::Refreshed,
            (Proactive::Refresh(_), _) => Ended::RefreshFailed,
        })
    }
}
