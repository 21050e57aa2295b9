//! The way to a verdict.

use signoff_protocol::apdu::StatusWord;
use signoff_protocol::id::Aid;

use super::super::known::IsdRAid;
use super::super::{Lpa, LpaError, OpenAttempt, Opened, Outcome, channel};
use super::{Detection, DetectionKind, Finding, Reason};
use crate::transport::TransportError;

/// RID and application code of a USIM (3GPP TS 31.102): the card completes it.
const USIM: [u8; 7] = [0xA0, 0x00, 0x00, 0x00, 0x87, 0x10, 0x02];

impl Lpa {
    /// Finds out what is at the other end. Changes nothing; the channel is closed again. What is found out
    /// differs from device to device in its detail, never in its kind.
    ///
    /// # Errors
    /// The link to the device broke. That there is no card is a finding. No channel was free.
    pub async fn detect(&mut self) -> Result<Detection, LpaError> {
        self.abandon(None).await;
        let detection = match self.open().await {
            Ok(opened) => match self.behind_isd_r(&opened).await {
                Err(LpaError::Transport {
                    source: source @ TransportError::CommandRefused { .. },
                    ..
                }) => self.unreachable_isd_r(opened, &source).await?,
                other => other?,
            },
            Err(LpaError::NoIsdR { tried }) => {
                if no_channel(&tried) {
                    return Err(LpaError::NoIsdR { tried });
                }
                self.without_isd_r(tried).await?
            }
            Err(LpaError::Transport { doing, source }) => self.no_answer(doing, source).await?,
            Err(other) => return Err(other),
        };
        self.close().await?;
        Ok(detection)
    }

    /// An ISD-R was selected: does it speak ES10?
    async fn behind_isd_r(&mut self, opened: &Opened) -> Result<Detection, LpaError> {
        let isd_r = opened.aid;
        let euicc = |version| DetectionKind::Euicc { version, isd_r };
        let mut found = Detection::of(euicc(opened.svn()));
        found.tried.clone_from(&opened.tried);
        let family = IsdRAid::of(&isd_r).map_or("unknown vendor", |known| known.family.as_str());
        found.evidence.push(Reason::IsdR {
            aid: isd_r,
            family: family.to_owned(),
        });
        let refused = match self.get_eid().await? {
            Outcome::Done(eid) => {
                found.eid = Some(eid);
                found.evidence.push(Reason::Eid(eid));
                if !eid.has_valid_check_digits() {
                    found.findings.push(Finding::EidCheckDigits);
                }
                self.describe_euicc(&mut found).await?;
                if let Some(info) = &found.info {
                    found.kind = match super::euicc::iot_version(info) {
                        Some(_) => DetectionKind::Iot { isd_r },
                        None => euicc(Some(info.svn)),
                    };
                }
                found.answers_es10c = true;
                self.look_at_profiles(&mut found).await?;
                return Ok(found);
            }
            Outcome::Refused(refusal) => refusal,
            Outcome::Unknown(source) => {
                let doing = "GetEID".to_owned();
                return Err(LpaError::Transport { doing, source });
            }
        };
        found.evidence.push(Reason::Refused(refused.to_string()));
        self.close().await?;
        found.eid = self.eid_of_ecasd().await?;
        found.evidence.extend(found.eid.map(Reason::EcasdOfIsdR));
        if refused.status == Some(StatusWord::SECURITY_STATUS) {
            found.evidence.push(Reason::SecureChannel);
            found.kind = DetectionKind::M2m;
        } else if refused.status == Some(StatusWord::CONDITIONS_OF_USE) {
            found.evidence.push(Reason::NotReady);
        }
        Ok(found)
    }

    /// The ISD-R can be selected, and the modem passes no command on to it.
    async fn unreachable_isd_r(
        &mut self,
        opened: Opened,
        source: &TransportError,
    ) -> Result<Detection, LpaError> {
        let mut found = Detection::of(DetectionKind::NoApduAccess);
        found.evidence.push(Reason::Link(source.to_string()));
        found.tried = opened.tried;
        self.abandon(None).await;
        found.kind = match self.modem_in_the_way(&mut found, &[]).await? {
            Some(kind) => kind,
            None => self.ask_for_card(&mut found).await?,
        };
        Ok(found)
    }

    /// No ISD-R: a UICC, an M2M eUICC that hides it, or a modem that lets nobody through.
    async fn without_isd_r(&mut self, tried: Vec<OpenAttempt>) -> Result<Detection, LpaError> {
        let mut found = Detection::of(DetectionKind::Uicc);
        found.evidence.push(Reason::NoIsdR { tried: tried.len() });
        let in_the_way = self.modem_in_the_way(&mut found, &tried).await?;
        let card_answered = tried.iter().any(|attempt| attempt.refusal.status.is_some());
        found.tried = tried;
        if let Some(kind) = in_the_way {
            found.kind = kind;
            return Ok(found);
        }
        if let Some(eid) = self.eid_of_ecasd().await? {
            found.evidence.push(Reason::Ecasd(eid));
            found.eid = Some(eid);
            found.kind = DetectionKind::M2m;
            return Ok(found);
        }
        let usim = match Aid::from_bytes(&USIM) {
            Ok(usim) => self.opens_another(&usim).await?,
            Err(_) => false,
        };
        if usim {
            found.evidence.push(Reason::Usim);
        } else if card_answered {
            found.evidence.push(Reason::NoUsim);
        } else {
            found.kind = self.ask_for_card(&mut found).await?;
        }
        Ok(found)
    }

    /// The device could not open anything: is it the card or the device?
    async fn no_answer(&mut self, doing: String, source: TransportError) -> Result<Detection, LpaError> {
        let mut found = Detection::of(DetectionKind::NoCard);
        found.evidence.push(Reason::Link(source.to_string()));
        match source {
            TransportError::Mute { .. } => return Ok(found),
            TransportError::Unsupported { .. } | TransportError::CommandRefused { .. } => {}
            source => return Err(LpaError::Transport { doing, source }),
        }
        if let Some(kind) = self.modem_in_the_way(&mut found, &[]).await? {
            found.kind = kind;
            return Ok(found);
        }
        let other = if matches!(source, TransportError::CommandRefused { .. }) {
            match Aid::from_bytes(&USIM) {
                Ok(usim) => self.opens_another(&usim).await?,
                Err(_) => false,
            }
        } else {
            false
        };
        found.kind = if other {
            found.evidence.push(Reason::GuardsIsdR);
            DetectionKind::InternalLpa { known: None }
        } else if self.transport.capabilities().at {
            self.ask_for_card(&mut found).await?
        } else {
            match source {
                TransportError::Unsupported { .. } => DetectionKind::NoApduAccess,
                _ => DetectionKind::NoCard,
            }
        };
        Ok(found)
    }
}

/// Whether the card refused for want of channels: that says nothing about what it is.
fn no_channel(tried: &[OpenAttempt]) -> bool {
    !tried.is_empty()
        && tried
            .iter()
            .all(|attempt| attempt.refusal.status.is_some_and(channel::says_no_free_channel))
}
