//! What happens to a modem beside its line: another application of the same device uses the card, or somebody is at the
//! switch. The host on the line finds the consequences, as it does with a telephone whose owner opens the settings.

use signoff_protocol::apdu::Atr;

use super::card_view::Lock;
use super::engine::{Functionality, Modem};
use super::reply::Reply;
use crate::card::Mute;
use crate::terminal::CardPort;

/// What the modem shows of its card, as it read it when it last initialised it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Digits as EF_ICCID has them, with padding.
    pub iccid: Option<String>,
    /// Digits of EF_IMSI.
    pub imsi: Option<String>,
    /// Whether the card asks for a PIN or PUK before it tells the IMSI.
    pub locked: bool,
    /// MCC and MNC of the network that it is registered in.
    pub network: Option<String>,
    /// Whether `+CFUN=0` took the power from the card.
    pub switched_off: bool,
}

impl<C: CardPort> Modem<C> {
    /// One command of another application on the device. What the card asks for in return is followed as after a
    /// command of the host: a REFRESH ends the host's sessions and may be seen as URCs.
    ///
    /// # Errors
    /// The card has no power, or fell silent during this command.
    pub fn transmit_beside(&mut self, command: &[u8]) -> Result<Vec<u8>, Mute> {
        if self.functionality == Functionality::Minimum {
            return Err(Mute);
        }
        let terminal = self.terminal.as_mut().ok_or(Mute)?;
        let answer = terminal.transmit(command);
        let mut reply = Reply::default();
        self.follow_card(&mut reply);
        for urc in &reply.urcs_after {
            self.urc_after(&urc.text, urc.after_ms);
        }
        answer
    }

    /// A warm reset of the card; one without power gets it back. The host's sessions are gone. What the modem shows is
    /// what it read before.
    ///
    /// # Errors
    /// There is no card, or it stays mute.
    pub fn reset_card(&mut self) -> Result<Atr, Mute> {
        self.sessions.clear();
        if self.functionality == Functionality::Minimum {
            return Err(Mute);
        }
        let terminal = self.terminal.as_mut().ok_or(Mute)?;
        let atr = match terminal.reset() {
            Ok(atr) => Ok(atr),
            Err(Mute) => terminal.power_up(),
        };
        self.follow_card(&mut Reply::default());
        atr
    }

    /// The card loses its power, and nobody tells the modem.
    pub fn cut_card_power(&mut self) {
        if let Some(terminal) = &mut self.terminal {
            terminal.power_off();
        }
    }

    /// The modem is switched off and on again.
    pub fn restart(&mut self) {
        self.boot(0);
    }

    /// What it shows of its card.
    pub fn shown(&self) -> Shown {
        let registered = self.functionality == Functionality::Full;
        Shown {
            iccid: self.view.iccid.clone(),
            imsi: self.view.imsi.clone(),
            locked: matches!(self.view.lock, Some(Lock::Pin | Lock::Puk)),
            network: self
                .view
                .imsi
                .as_deref()
                .and_then(|imsi| imsi.get(..5))
                .filter(|_| registered)
                .map(str::to_owned),
            switched_off: self.functionality == Functionality::Minimum,
        }
    }
}
