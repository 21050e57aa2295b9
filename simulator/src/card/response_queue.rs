//! Data that is handed out in pieces: `61xx`, GET RESPONSE, `6Cxx` (ETSI TS 102 221 §7.3.1.1).

use signoff_protocol::apdu::{Command, MAX_SHORT_LE, StatusWord};

use crate::personality::AnswerStyle;

/// What a channel still has to hand out.
#[derive(Debug, Default)]
pub(super) struct ResponseQueue {
    data: Vec<u8>,
    taken: usize,
}

/// Bytes that a command asks for. A missing Le stands for 256: modems and readers add it.
fn wanted(command: &Command<'_>) -> usize {
    usize::try_from(command.le.unwrap_or(MAX_SHORT_LE)).unwrap_or(usize::MAX)
}

impl ResponseQueue {
    /// Forgets what nobody fetched: another command came.
    pub(super) fn clear(&mut self) {
        self.data.clear();
        self.taken = 0;
    }

    /// Answers a command whose data is `data`; what does not go at once is kept. `last` is the status word behind
    /// the last byte.
    pub(super) fn answer(
        &mut self,
        style: AnswerStyle,
        command: &Command<'_>,
        mut data: Vec<u8>,
        last: StatusWord,
    ) -> Vec<u8> {
        let wanted = wanted(command);
        match style {
            AnswerStyle::Direct if data.len() <= wanted => {
                data.extend_from_slice(&last.to_bytes());
                data
            }
            AnswerStyle::Direct => {
                self.data = data;
                self.taken = 0;
                self.take(wanted, last)
            }
            AnswerStyle::GetResponse if data.is_empty() => last.to_bytes().to_vec(),
            AnswerStyle::GetResponse if !command.data.is_empty() => {
                let status = StatusWord::more_data(data.len());
                self.data = data;
                self.taken = 0;
                status.to_bytes().to_vec()
            }
            AnswerStyle::GetResponse => {
                if let Some(right) = short_le(wanted, data.len()) {
                    return right.to_bytes().to_vec();
                }
                data.truncate(wanted);
                data.extend_from_slice(&last.to_bytes());
                data
            }
        }
    }

    /// GET RESPONSE.
    pub(super) fn get_response(
        &mut self,
        style: AnswerStyle,
        command: &Command<'_>,
        last: StatusWord,
    ) -> Result<Vec<u8>, StatusWord> {
        let waiting = self.data.len() - self.taken;
        if waiting == 0 {
            return Err(StatusWord::CONDITIONS_OF_USE);
        }
        let wanted = wanted(command);
        match style {
            AnswerStyle::GetResponse if let Some(right) = short_le(wanted, waiting) => Err(right),
            _ => Ok(self.take(wanted, last)),
        }
    }

    fn take(&mut self, wanted: usize, last: StatusWord) -> Vec<u8> {
        let end = self.data.len().min(self.taken.saturating_add(wanted));
        let piece = self.data.get(self.taken..end).unwrap_or_default();
        let mut answer = Vec::with_capacity(piece.len() + 2);
        answer.extend_from_slice(piece);
        self.taken = end;
        let waiting = self.data.len() - end;
        let status = if waiting == 0 {
            last
        } else {
            StatusWord::more_data(waiting)
        };
        answer.extend_from_slice(&status.to_bytes());
        if waiting == 0 {
            self.clear();
        }
        answer
    }
}

/// `6Cxx` where a command asks for more than there is.
pub(super) fn short_le(wanted: usize, available: usize) -> Option<StatusWord> {
    match u8::try_from(available) {
        Ok(right) if wanted > available => Some(StatusWord::wrong_le(right)),
        _ => None,
    }
}
