//! STORE DATA: segments become a request, the ISD-R its response (SGP.22 §5.7.2).

use signoff_protocol::apdu::{ChannelNumber, Command, StatusWord};
use signoff_protocol::store_data::P1_LAST;
use signoff_protocol::tlv::Writer;

use super::Card;
use super::applications::Selectable;
use super::dispatch::CommandError;
use crate::card_file::CardKind;
use crate::isd_r::{Effect, Surroundings, execute};
use crate::nvm::NvmError;

/// Room for a short response and its status word.
const SHORT_RESPONSE: usize = 64;

impl Card {
    pub(super) fn store_data(
        &mut self,
        channel: ChannelNumber,
        command: &Command<'_>,
    ) -> Result<Vec<u8>, CommandError> {
        let session = &mut self.session;
        let open = session
            .channels
            .get_mut(channel)
            .ok_or(StatusWord::CHANNEL_NOT_SUPPORTED)?;
        if !matches!(open.selected, Some(Selectable::IsdR(_))) {
            return Err(StatusWord::INS_NOT_SUPPORTED.into());
        }
        if self.kind == CardKind::M2m {
            return Err(StatusWord::SECURITY_STATUS.into());
        }
        if command.data.is_empty() || command.data.len() > usize::from(self.personality.segment_limit) {
            open.request.clear();
            return Err(StatusWord::WRONG_LENGTH.into());
        }
        // A request in one segment is not copied.
        let request = if (command.p1, command.p2) == (P1_LAST, 0) {
            open.request.clear();
            command.data
        } else {
            match open.request.push(command)? {
                Some(request) => request,
                None => return Ok(self.answer(channel, command, Vec::new())),
            }
        };
        if is_package_segment(request)
            && let Some(segment) = self.cut_at_segment.take()
        {
            if segment <= 1 {
                return Err(NvmError::PowerLost.into());
            }
            self.cut_at_segment = Some(segment - 1);
        }
        if session.deaf {
            return Err(StatusWord::CONDITIONS_OF_USE.into());
        }
        if session.busy > 0 {
            session.busy -= 1;
            let busy = self
                .personality
                .busy_after_change
                .map(|busy| busy.status)
                .unwrap_or_default();
            return Err(busy.0.into());
        }
        let mut around = Surroundings {
            personality: &self.personality,
            toolkit: &mut session.toolkit,
            env: &mut self.env,
            device: session.device,
            cat_busy: &mut self.cat_busy,
            rsp: &mut session.rsp,
        };
        let mut out = Writer::append_to(Vec::with_capacity(SHORT_RESPONSE));
        let effect = execute(&mut self.euicc, &mut around, request, &mut out)?;
        let response = out.into_bytes();
        if effect == Effect::None {
            return Ok(self.answer(channel, command, response));
        }
        Ok(self.after(effect, channel, command, response))
    }

    /// What a change of state does to the rest of the card.
    fn after(
        &mut self,
        effect: Effect,
        channel: ChannelNumber,
        command: &Command<'_>,
        response: Vec<u8>,
    ) -> Vec<u8> {
        self.session.busy = self.personality.busy_after_change.map_or(0, |busy| busy.commands);
        match effect {
            Effect::None | Effect::Changed => {}
            Effect::Switched => self.drop_selections(),
            Effect::SwitchedSilently => {
                self.drop_selections();
                self.session.deaf = true;
            }
            Effect::SwitchedAndGone => {
                self.session.channels.reset();
                self.session.answer_gone = true;
                return StatusWord::more_data(response.len()).to_bytes().to_vec();
            }
        }
        self.answer(channel, command, response)
    }

    /// Files and applications of a profile that is no longer enabled can't stay selected.
    fn drop_selections(&mut self) {
        for channel in self.session.channels.iter_mut() {
            if !matches!(channel.selected, Some(Selectable::IsdR(_) | Selectable::Ecasd)) {
                channel.select_mf();
            }
        }
    }
}

/// Whether a request is a segment of a bound profile package (SGP.22 §2.5.5): its beginning, or one of the
/// parts that no function has as its tag.
fn is_package_segment(request: &[u8]) -> bool {
    matches!(
        request,
        [0xBF, 0x36, ..] | [0xA0..=0xA3 | 0x86..=0x88, ..]
    )
}
