//! One ES10 request, one answer: segments out, GET RESPONSE until the answer is complete (SGP.22 §5.7.2).

use signoff_protocol::apdu::{ChannelNumber, CommandApdu, MAX_SHORT_LE, StatusClass, StatusWord, ins};
use signoff_protocol::message::Decode;
use signoff_protocol::tlv::DecodeError;
use signoff_protocol::{hex, store_data};

use crate::transport::TransportError;

use super::{Es10Exchange, ExchangeOutcome, Lpa, LpaError, Opened};

/// Bound for the commands that one answer may take; an icon list of 50 profiles takes some 250.
const MAX_ROUNDS: usize = 4096;

/// What a request does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// It can be sent again.
    Reads,
    /// It must not be sent again blindly.
    Changes,
}

/// How an exchange ended.
#[derive(Debug)]
pub(super) enum Reply {
    /// The response TLV.
    Data(Vec<u8>),
    /// A status word that is no success: it was not carried out.
    Status(StatusWord),
    /// The answer to a change was lost.
    Lost(TransportError),
}

/// How the commands of a request went.
enum Sent {
    Answer(Vec<u8>),
    /// The card said no before it began.
    Refused(StatusWord),
    /// The card said no, but may have done it: it began to answer, or does not know itself.
    Doubtful(StatusWord),
    /// The link broke; `executed`: the card may have carried it out.
    Broken {
        source: TransportError,
        executed: bool,
    },
}

impl Lpa {
    /// Sends a request; opens the ISD-R if needed, and once more if its channel turns out to be lost before
    /// the request was carried out.
    pub(super) async fn exchange(
        &mut self,
        function: &'static str,
        request: &[u8],
        effect: Effect,
    ) -> Result<Reply, LpaError> {
        let mut may_reopen = self.opened.is_some();
        loop {
            let opened = self.open().await?;
            let sent = self.send(&opened, function, request).await;
            let sent = match sent {
                Ok(sent) => sent,
                Err(error) => {
                    self.abandon(None).await;
                    return Err(error);
                }
            };
            if may_reopen && self.lost_channel(&sent, effect) {
                may_reopen = false;
                self.abandon(None).await;
                continue;
            }
            return self.ended(function, request, effect, sent).await;
        }
    }

    /// Whether the channel went away before the card saw the request.
    fn lost_channel(&self, sent: &Sent, effect: Effect) -> bool {
        match sent {
            Sent::Refused(StatusWord::CHANNEL_NOT_SUPPORTED) => true,
            Sent::Refused(StatusWord::INS_NOT_SUPPORTED | StatusWord::CLASS_NOT_SUPPORTED) => self.doubtful,
            Sent::Broken { source, executed } => match source {
                // Where the card has begun to answer, the change is done and only its answer is lost.
                TransportError::ChannelNotOpen { .. } => !executed || effect == Effect::Reads,
                // A session id that the modem dropped. A change may have been carried out all the same.
                TransportError::CommandRefused { .. } => effect == Effect::Reads,
                _ => false,
            },
            Sent::Answer(_) | Sent::Refused(_) | Sent::Doubtful(_) => false,
        }
    }

    async fn ended(
        &mut self,
        function: &'static str,
        request: &[u8],
        effect: Effect,
        sent: Sent,
    ) -> Result<Reply, LpaError> {
        let reply = match sent {
            Sent::Answer(data) => Ok(Reply::Data(data)),
            Sent::Doubtful(status) if effect == Effect::Changes => Ok(Reply::Lost(TransportError::Garbled {
                expected: format!("answer to {function}, the card may have been reset"),
                received: format!("{status} {}", status.meaning()),
            })),
            Sent::Refused(status) | Sent::Doubtful(status) => Ok(Reply::Status(status)),
            Sent::Broken { source, executed } if executed && effect == Effect::Changes => {
                Ok(Reply::Lost(source))
            }
            Sent::Broken { source, .. } => Err(source),
        };
        let (response, outcome) = match &reply {
            Ok(Reply::Data(data)) => (Some(data.clone()), ExchangeOutcome::Answered),
            Ok(Reply::Status(status)) => (None, ExchangeOutcome::Status(*status)),
            Ok(Reply::Lost(error)) | Err(error) => (None, ExchangeOutcome::Lost(error.to_string())),
        };
        // That a request which can be sent again was lost is a matter of the link.
        if reply.is_ok() {
            self.log.exchange(Es10Exchange {
                function,
                request: request.to_vec(),
                response,
                outcome,
            });
        }
        match reply {
            Ok(Reply::Lost(source)) => {
                self.abandon(Some(&source)).await;
                Ok(Reply::Lost(source))
            }
            Ok(reply) => Ok(reply),
            Err(source) => Err(self.broken(function.to_owned(), source).await),
        }
    }

    async fn send(
        &mut self,
        opened: &Opened,
        function: &'static str,
        request: &[u8],
    ) -> Result<Sent, LpaError> {
        let segment = self.segment_length(opened);
        let mut segments = store_data::segments(opened.channel, request, segment)
            .map_err(|source| LpaError::TooLong { function, source })?;
        while let Some(command) = segments.next() {
            let last = segments.len() == 0;
            let command = if last && self.options.send_le {
                command.with_le(MAX_SHORT_LE)
            } else {
                command
            };
            if last {
                return self.send_last(opened.channel, function, command).await;
            }
            match self.transport.transmit(&command).await {
                Ok(response) => match response.status.class() {
                    StatusClass::Error | StatusClass::WrongLe(_) => {
                        return Ok(Sent::Refused(response.status));
                    }
                    _ => {}
                },
                Err(source) => {
                    return Ok(Sent::Broken {
                        source,
                        executed: false,
                    });
                }
            }
        }
        Ok(Sent::Refused(StatusWord::WRONG_LENGTH))
    }

    /// The shortest of what the caller, the device and the ISD-R say.
    fn segment_length(&self, opened: &Opened) -> usize {
        let device = self.transport.capabilities().longest_segment;
        let card = opened.longest_segment().filter(|longest| *longest > 0);
        [self.options.segment, card]
            .into_iter()
            .flatten()
            .fold(device, usize::min)
    }

    /// The segment that has the request carried out, and all that brings its answer.
    async fn send_last(
        &mut self,
        channel: ChannelNumber,
        function: &'static str,
        mut command: CommandApdu,
    ) -> Result<Sent, LpaError> {
        let limit = self.options.longest_answer;
        let get_response = CommandApdu::new(channel.interindustry(), ins::GET_RESPONSE, 0, 0);
        let mut answer = Vec::new();
        // Whether the card has begun to answer, and so has carried it out.
        let mut begun = false;
        for _ in 0..MAX_ROUNDS {
            let response = match self.transport.transmit(&command).await {
                Ok(response) => response,
                Err(source) => {
                    let executed = begun || source.may_have_been_executed();
                    return Ok(Sent::Broken { source, executed });
                }
            };
            let status = response.status;
            if answer.is_empty() {
                answer = response.data;
            } else {
                answer.extend_from_slice(&response.data);
            }
            if answer.len() > limit {
                return Err(LpaError::Endless {
                    function,
                    limit,
                    unit: "bytes",
                });
            }
            match status.class() {
                StatusClass::Ok | StatusClass::Proactive(_) | StatusClass::Warning => {
                    return Ok(Sent::Answer(answer));
                }
                StatusClass::MoreData(waiting) => {
                    begun = true;
                    command = get_response.clone().with_le(le(waiting));
                }
                StatusClass::WrongLe(right) => command = command.with_le(le(right)),
                StatusClass::Error if begun || may_be_done(status) => return Ok(Sent::Doubtful(status)),
                StatusClass::Error => return Ok(Sent::Refused(status)),
            }
        }
        Err(LpaError::Endless {
            function,
            limit: MAX_ROUNDS,
            unit: "GET RESPONSE rounds",
        })
    }

    /// Reads a response TLV.
    pub(super) async fn decoded<T: Decode>(
        &mut self,
        function: &'static str,
        data: &[u8],
    ) -> Result<T, LpaError> {
        match T::from_der(data) {
            Ok(response) => Ok(response),
            Err(source) => Err(self.malformed(function, data, source).await),
        }
    }

    async fn malformed(&mut self, function: &'static str, data: &[u8], source: DecodeError) -> LpaError {
        self.abandon(None).await;
        LpaError::Malformed {
            function,
            source,
            hex: hex::encode(data),
        }
    }
}

/// `6F00` is what modems make of a command that a reset of the card interrupted; `65xx` says that memory was
/// written, or that it is not known whether it was.
fn may_be_done(status: StatusWord) -> bool {
    status == StatusWord::NO_DIAGNOSIS || status.to_bytes().first() == Some(&0x65)
}

/// SW2 as Le: 0 is 256.
fn le(sw2: u8) -> u32 {
    match sw2 {
        0 => MAX_SHORT_LE,
        length => u32::from(length),
    }
}
