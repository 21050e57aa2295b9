//! What is at the other end, and how that is known.

use signoff_protocol::apdu::{CommandApdu, ResponseApdu, StatusClass, StatusWord, ins};
use signoff_protocol::id::{Aid, Eid};
use signoff_protocol::tlv::{Tag, Tlv};

use crate::transport::{ChannelOpened, TransportError};

use super::detection::{Detection, DetectionKind};
use super::{IsdRAid, Lpa, LpaError, OpenAttempt, Opened, Outcome};

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
            Ok(opened) => self.behind_isd_r(&opened).await?,
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
        let family = IsdRAid::of(&opened.aid).map_or("unknown vendor", |known| known.family);
        let mut evidence = vec![format!("an ISD-R answers under {} ({family})", opened.aid)];
        let euicc = |version| DetectionKind::Euicc {
            version,
            isd_r: opened.aid,
        };
        let refused = match self.get_eid().await? {
            Outcome::Done(eid) => {
                evidence.push(format!("it tells its EID {eid} by ES10c.GetEID"));
                if !eid.has_valid_check_digits() {
                    evidence.push("the check digits of the EID are wrong".to_owned());
                }
                let version = self.version(&mut evidence).await?.or(opened.svn());
                return Ok(Detection {
                    kind: euicc(version),
                    eid: Some(eid),
                    evidence,
                    tried: opened.tried.clone(),
                });
            }
            Outcome::Refused(refusal) => refusal,
            Outcome::Unknown(source) => {
                let doing = "GetEID".to_owned();
                return Err(LpaError::Transport { doing, source });
            }
        };
        evidence.push(refused.to_string());
        self.close().await?;
        let eid = self.eid_of_ecasd().await?;
        if let Some(eid) = &eid {
            evidence.push(format!("its ECASD tells the EID {eid} by GET DATA"));
        }
        let kind = if refused.status == Some(StatusWord::SECURITY_STATUS) {
            evidence
                .push("it wants a secure channel, as SGP.02 demands: only its SM-SR manages it".to_owned());
            DetectionKind::M2m
        } else {
            if refused.status == Some(StatusWord::CONDITIONS_OF_USE) {
                evidence.push(
                    "the card does not know of an LPAd (TERMINAL CAPABILITY), uses its own LPA, or waits for a reset"
                        .to_owned(),
                );
            }
            euicc(opened.svn())
        };
        Ok(Detection {
            kind,
            eid,
            evidence,
            tried: opened.tried.clone(),
        })
    }

    async fn version(&mut self, evidence: &mut Vec<String>) -> Result<Option<[u8; 3]>, LpaError> {
        let info = match self.get_euicc_info2().await {
            Ok(outcome) => outcome.done(),
            // A card with an EID is an eUICC, whatever it says of itself.
            Err(LpaError::Malformed { .. }) => None,
            Err(error) => return Err(error),
        };
        Ok(info.map(|info| {
            let [major, minor, revision] = info.svn;
            evidence.push(format!(
                "it follows SGP.22 v{major}.{minor}.{revision} (EUICCInfo2)"
            ));
            info.svn
        }))
    }

    /// No ISD-R: a UICC, an M2M eUICC that hides it, or a modem that lets nobody through.
    async fn without_isd_r(&mut self, tried: Vec<OpenAttempt>) -> Result<Detection, LpaError> {
        let mut evidence = vec![format!(
            "no ISD-R can be selected, {} AIDs were tried",
            tried.len()
        )];
        let eid = self.eid_of_ecasd().await?;
        if let Some(eid) = eid {
            evidence.push(format!("an ECASD tells the EID {eid} by GET DATA"));
            return Ok(Detection {
                kind: DetectionKind::M2m,
                eid: Some(eid),
                evidence,
                tried,
            });
        }
        let usim = match Aid::from_bytes(&USIM) {
            Ok(usim) => self.can_select(&usim).await?,
            Err(_) => false,
        };
        let card_answered = tried.iter().any(|attempt| attempt.refusal.status.is_some());
        let kind = if usim {
            evidence.push("a USIM can be selected".to_owned());
            DetectionKind::Uicc
        } else if card_answered {
            evidence.push("the card answers, and has no USIM".to_owned());
            DetectionKind::Uicc
        } else {
            self.ask_the_modem(&mut evidence).await?
        };
        Ok(Detection {
            kind,
            eid: None,
            evidence,
            tried,
        })
    }

    /// The device could not open anything: is it the card or the device?
    async fn no_answer(&mut self, doing: String, source: TransportError) -> Result<Detection, LpaError> {
        let mut evidence = vec![source.to_string()];
        let kind = match source {
            TransportError::Mute { .. } => DetectionKind::NoCard,
            TransportError::Unsupported { .. } => DetectionKind::NoApduAccess,
            TransportError::CommandRefused { .. } => self.ask_the_modem(&mut evidence).await?,
            source => return Err(LpaError::Transport { doing, source }),
        };
        Ok(Detection {
            kind,
            eid: None,
            evidence,
            tried: Vec::new(),
        })
    }

    /// What the modem says of the card, when it lets nobody speak to it.
    async fn ask_the_modem(&mut self, evidence: &mut Vec<String>) -> Result<DetectionKind, LpaError> {
        if !self.transport.capabilities().at {
            return Ok(DetectionKind::NoCard);
        }
        let answer = match self.transport.at("AT+CPIN?").await {
            Ok(answer) => answer,
            Err(source) => return Err(self.broken("AT+CPIN?".to_owned(), source).await),
        };
        let lines = answer.lines.join(" ");
        evidence.push(format!(
            "AT+CPIN? is answered by {}",
            format!("{lines} {}", answer.result).trim()
        ));
        let ready = answer.result.is_ok() && !lines.contains("NOT");
        Ok(if ready {
            evidence.push("the modem has a card, and lets nobody open a channel to it".to_owned());
            DetectionKind::NoApduAccess
        } else {
            DetectionKind::NoCard
        })
    }

    async fn can_select(&mut self, aid: &Aid) -> Result<bool, LpaError> {
        let opened = self.open_other(aid).await?;
        let ChannelOpened::Opened { channel, .. } = opened else {
            return Ok(false);
        };
        self.close_other(channel).await?;
        Ok(true)
    }

    /// The EID in the ECASD (SGP.02 §2.2.2), the one thing that an M2M eUICC tells everybody.
    async fn eid_of_ecasd(&mut self) -> Result<Option<Eid>, LpaError> {
        let opened = self.open_other(&Aid::ECASD).await?;
        let ChannelOpened::Opened { channel, .. } = opened else {
            return Ok(None);
        };
        let get_data = CommandApdu::new(channel.proprietary(), ins::GET_DATA, 0x00, 0x5A).with_le(256);
        let mut answer = self.transmit_other(&get_data).await?;
        if let StatusClass::MoreData(waiting) | StatusClass::WrongLe(waiting) = answer.status.class() {
            let command = match answer.status.class() {
                StatusClass::WrongLe(_) => get_data,
                _ => CommandApdu::new(channel.interindustry(), ins::GET_RESPONSE, 0, 0),
            };
            answer = self.transmit_other(&command.with_le(u32::from(waiting))).await?;
        }
        self.close_other(channel).await?;
        let eid = Tlv::parse_exact(&answer.data).and_then(|tlv| Eid::from_tlv(tlv.expect(Tag(0x5A))?));
        Ok(eid.ok().filter(|_| answer.status.is_ok()))
    }

    async fn open_other(&mut self, aid: &Aid) -> Result<ChannelOpened, LpaError> {
        match self.transport.open_channel(aid).await {
            Ok(opened) => Ok(opened),
            Err(TransportError::CommandRefused { result, .. }) => {
                let refusal = crate::transport::OpenRefusal {
                    status: None,
                    text: result,
                };
                Ok(ChannelOpened::Refused(refusal))
            }
            Err(source) => Err(self.broken(format!("opening {aid}"), source).await),
        }
    }

    async fn close_other(&mut self, channel: signoff_protocol::apdu::ChannelNumber) -> Result<(), LpaError> {
        match self.transport.close_channel(channel).await {
            Ok(()) => Ok(()),
            Err(source) => Err(self.broken(format!("closing channel {channel}"), source).await),
        }
    }

    async fn transmit_other(&mut self, command: &CommandApdu) -> Result<ResponseApdu, LpaError> {
        match self.transport.transmit(command).await {
            Ok(response) => Ok(response),
            // The card is asked once; a modem that does not pass it on has answered.
            Err(TransportError::CommandRefused { .. }) => Ok(ResponseApdu {
                data: Vec::new(),
                status: StatusWord::NO_DIAGNOSIS,
            }),
            Err(source) => Err(self.broken(format!("command {command}"), source).await),
        }
    }
}

/// Whether the card refused for want of channels: that says nothing about what it is.
fn no_channel(tried: &[OpenAttempt]) -> bool {
    !tried.is_empty()
        && tried.iter().all(|attempt| {
            attempt
                .refusal
                .status
                .is_some_and(super::channel::says_no_free_channel)
        })
}
