//! The link: each call is counted, and may be the one that breaks.

use futures::FutureExt as _;
use futures::future::{BoxFuture, ready};
use signoff_protocol::apdu::{Atr, ChannelNumber, CommandApdu, ResponseApdu};
use signoff_protocol::id::Aid;

use super::{Break, Fake, State};
use crate::transport::{AtAnswer, Capabilities, ChannelOpened, Fault, Transport, TransportError};

impl State {
    /// Counts a call; gives the break that strikes it.
    fn strike(&mut self) -> Result<Option<Break>, TransportError> {
        let call = self.calls;
        self.calls += 1;
        if let Some(broken) = self.broken {
            return Err(broken.error());
        }
        match self.break_at {
            Some((at, how)) if at == call => {
                if how.is_for_ever() || how.error() == Break::MuteUntilReset.error() {
                    self.broken = Some(how);
                }
                Ok(Some(how))
            }
            _ => Ok(None),
        }
    }

    /// Does `work` unless a break prevents it.
    fn call<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> Result<T, TransportError> {
        match self.strike()? {
            None => Ok(work(self)),
            Some(how) => {
                if how.carries_out() {
                    work(self);
                }
                if self.broken.is_some() || how == Break::ChannelLost {
                    // Without power there are no channels.
                    self.open.clear();
                }
                Err(how.error())
            }
        }
    }

    fn revive(&mut self, power: bool) -> Result<(), TransportError> {
        match self.broken {
            Some(Break::MuteUntilReset) => self.broken = None,
            Some(Break::MuteUntilPowerCycle) if power => self.broken = None,
            _ => {}
        }
        self.call(|state| {
            state.open.clear();
            state.chain.clear();
            state.shown = None;
        })
    }
}

impl Transport for Fake {
    fn describe(&self) -> String {
        "fake".to_owned()
    }

    fn capabilities(&self) -> Capabilities {
        self.state().capabilities
    }

    fn reset(&mut self) -> BoxFuture<'_, Result<Option<Atr>, TransportError>> {
        ready(self.state().revive(false).map(|()| None)).boxed()
    }

    fn power_cycle(&mut self) -> BoxFuture<'_, Result<Option<Atr>, TransportError>> {
        ready(self.state().revive(true).map(|()| None)).boxed()
    }

    fn open_channel<'a>(&'a mut self, aid: &'a Aid) -> BoxFuture<'a, Result<ChannelOpened, TransportError>> {
        ready(self.state().call(|state| state.open(aid))).boxed()
    }

    fn transmit<'a>(
        &'a mut self,
        command: &'a CommandApdu,
    ) -> BoxFuture<'a, Result<ResponseApdu, TransportError>> {
        ready(self.state().call(|state| state.transmit(command))).boxed()
    }

    fn close_channel(&mut self, channel: ChannelNumber) -> BoxFuture<'_, Result<(), TransportError>> {
        let closed = self.state().call(|state| state.open.remove(&channel.get()));
        let closed = closed.and_then(|was_open| {
            let missing = TransportError::ChannelNotOpen { channel };
            if was_open { Ok(()) } else { Err(missing) }
        });
        ready(closed).boxed()
    }

    fn at<'a>(&'a mut self, line: &'a str) -> BoxFuture<'a, Result<AtAnswer, TransportError>> {
        let answer = self.state().call(|state| {
            state.lines.push(line.to_owned());
            (state.at_result)(line)
        });
        ready(answer).boxed()
    }

    fn arm(&mut self, _fault: &Fault) -> Result<(), TransportError> {
        Ok(())
    }

    fn restore(&mut self) -> BoxFuture<'_, Result<(), TransportError>> {
        ready(Ok(())).boxed()
    }

    fn open_channels(&self) -> Vec<ChannelNumber> {
        self.state()
            .open
            .iter()
            .copied()
            .filter_map(ChannelNumber::new)
            .collect()
    }
}
