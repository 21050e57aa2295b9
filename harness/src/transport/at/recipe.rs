//! How a card is reset behind a modem: there is no command for it, so the modem's own functionality is switched off
//! and on (3GPP TS 27.007 §8.2), and the card is waited for.

use std::time::Duration;

use super::byte_link::ByteLink;
use super::transport::AtTransport;
use crate::transport::TransportError;

/// Between two questions for the card.
const POLL: Duration = Duration::from_millis(100);

impl<L: ByteLink> AtTransport<L> {
    /// Takes the card's power and gives it back.
    pub(super) async fn cycle(&mut self) -> Result<(), TransportError> {
        self.sessions.clear();
        let within = self.client.timeouts().reset;
        let off = self.client.line("AT+CFUN=0", within).await;
        let is_off = match off {
            Ok(answer) => answer.result.is_ok(),
            // It restarted, or was about to when this began; or it is still stuck in the last command.
            Err(TransportError::Restarted { .. } | TransportError::Timeout { .. }) => false,
            Err(error) => return Err(error),
        };
        if is_off {
            self.client.line("AT+CFUN=1", within).await?;
        } else {
            self.remark("AT+CFUN=0 does not help, so the modem is restarted");
            match self.client.line("AT+CFUN=1,1", within).await {
                Ok(_) | Err(TransportError::Restarted { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        if self.client.take_restarted() || !is_off {
            self.start(within).await?;
        }
        self.wait_for_card(within).await?;
        self.sessions.clear();
        self.client.take_refreshed();
        Ok(())
    }

    /// Polls until the card can be used, or nothing has pointed to that for a quarter of the deadline.
    async fn wait_for_card(&mut self, within: Duration) -> Result<(), TransportError> {
        let began = self.client.now();
        loop {
            let command = self.client.timeouts().command;
            let answer = match self.client.line("AT+CPIN?", command).await {
                Err(TransportError::Restarted { .. }) => {
                    self.start(within).await?;
                    continue;
                }
                answer => answer?,
            };
            let state = answer.body("+CPIN").unwrap_or_default();
            let starting = ["", "NOT READY", "NOT INSERTED"].contains(&state);
            // Where no profile is enabled there may never be a PIN state; then opening a channel will tell.
            let long_enough = self.client.now().saturating_sub(began) >= within / 4;
            if (answer.result.is_ok() && !starting) || long_enough || self.card_answers().await? {
                return Ok(());
            }
            self.client.pause(POLL).await?;
        }
    }

    /// Puts a simulated card back to the state of its file.
    pub(super) async fn restore_card(&mut self) -> Result<(), TransportError> {
        if !self.restorable {
            return Err(self.unsupported("put its card back to a known state; only simulated cards can"));
        }
        self.sessions.clear();
        let within = self.client.timeouts().reset;
        let line = "AT+SIGNOFF=\"restore\"";
        let answer = self.client.line(line, within).await?;
        if !answer.result.is_ok() {
            return Err(TransportError::CommandRefused {
                command: line.to_owned(),
                result: answer.result.to_string(),
            });
        }
        self.start(within).await?;
        self.wait_for_card(within).await?;
        self.sessions.clear();
        self.client.take_refreshed();
        Ok(())
    }
}
