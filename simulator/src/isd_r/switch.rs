//! The change of the enabled profile: at once, or when its REFRESH is over (SGP.22 §3.2.1, §3.2.2).

use signoff_protocol::id::Iccid;
use signoff_protocol::notification::Event;
use signoff_protocol::profile::{ProfileClass, ProfileState};

use super::Euicc;
use crate::nvm::NvmError;
use crate::profile::Profile;

/// A change of the enabled profile that was found allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Switch {
    /// Enable this one, and disable another that is enabled.
    Enable(Iccid),
    /// Disable this one; after a test profile the operational one of before is enabled.
    Disable(Iccid),
}

impl Euicc {
    /// Keeps a switch for the end of its REFRESH.
    pub(super) fn postpone(&mut self, switch: Switch) -> Result<(), NvmError> {
        self.switch = Some(switch);
        self.commit()
    }

    /// Carries out the switch that waits, if one does: its REFRESH is over. Tells whether there was one.
    pub(crate) fn finish_switch(&mut self) -> Result<bool, NvmError> {
        match self.switch {
            None => Ok(false),
            Some(switch) => self.carry_out(switch).map(|()| true),
        }
    }

    /// Carries out a switch in one transaction.
    pub(super) fn carry_out(&mut self, switch: Switch) -> Result<(), NvmError> {
        self.switch = None;
        let old = self.profiles.enabled();
        let new = match switch {
            Switch::Enable(iccid) => self.profiles.by_iccid(iccid),
            Switch::Disable(_) => self
                .resume
                .filter(|_| old.is_some_and(Profile::is_test))
                .and_then(|iccid| self.profiles.by_iccid(iccid)),
        };
        let silent = [old, new].into_iter().flatten().any(Profile::is_test);
        let resume = match (old, new) {
            (Some(old), Some(new)) if new.is_test() && old.is_test() => self.resume,
            (Some(old), Some(new)) if new.is_test() && old.class() == ProfileClass::Operational => {
                Some(old.iccid)
            }
            _ => None,
        };
        let (old, new) = (old.map(|old| old.iccid), new.map(|new| new.iccid));
        self.resume = resume;
        for (iccid, state, event) in [
            (old, ProfileState::Disabled, Event::Disable),
            (new, ProfileState::Enabled, Event::Enable),
        ] {
            let Some(iccid) = iccid else { continue };
            self.profiles.set_state(iccid, state, &mut self.nvm)?;
            if let Some(profile) = self.profiles.by_iccid(iccid).filter(|_| !silent) {
                let configuration = profile.notification_configuration();
                self.notifications
                    .report(event, iccid, configuration, &mut self.nvm)?;
            }
        }
        self.commit()
    }

    /// The profile that is enabled when the switch that waits is done.
    pub(super) fn soon_enabled(&self) -> Option<Iccid> {
        match self.switch {
            Some(Switch::Enable(iccid)) => Some(iccid),
            Some(Switch::Disable(_)) => self.resume,
            None => None,
        }
    }
}
