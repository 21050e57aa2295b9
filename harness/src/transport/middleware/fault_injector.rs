//! A link that fails by plan, for any transport, the real ones too.

use std::collections::BTreeMap;
use std::time::Duration;

use futures::FutureExt as _;
use futures::future::BoxFuture;
use signoff_protocol::apdu::{CommandApdu, ResponseApdu, StatusWord};

use super::fault_plan::{FaultPlan, LinkFault, When};
use super::forward::forward;
use crate::transport::{Transport, TransportError};

/// Lets exchanges fail as a [`FaultPlan`] says. The same plan and seed on the same exchanges give the same faults.
pub struct FaultInjector<T> {
    inner: T,
    plan: FaultPlan,
    chance: u64,
    exchanges: u64,
    by_instruction: BTreeMap<u8, u64>,
}

impl<T: Transport> FaultInjector<T> {
    /// Around `inner`.
    pub const fn new(inner: T, plan: FaultPlan, seed: u64) -> Self {
        Self {
            inner,
            plan,
            chance: seed,
            exchanges: 0,
            by_instruction: BTreeMap::new(),
        }
    }

    /// The fault of the next exchange.
    fn next_fault(&mut self, ins: u8) -> Option<LinkFault> {
        let exchange = self.exchanges;
        self.exchanges += 1;
        let count = self.by_instruction.entry(ins).or_default();
        let nth = *count;
        *count += 1;
        let mut hit = None;
        for planned in &self.plan.faults {
            let hits = match planned.when {
                When::Exchange(number) => number == exchange,
                When::Instruction { ins: of, nth: number } => of == ins && number == nth,
                // Drawn for each exchange, so that one fault does not move the others.
                When::Chance { ppm } => draw(&mut self.chance) % 1_000_000 < u64::from(ppm),
            };
            if hits && hit.is_none() {
                hit = Some(planned.fault);
            }
        }
        hit
    }
}

/// SplitMix64: 64 bits from a counter, enough to decide which exchange fails.
const fn draw(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut word = *state;
    word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    word ^ (word >> 31)
}

fn lost(what: &str, command: &CommandApdu) -> TransportError {
    TransportError::Timeout {
        waiting_for: format!("answer to {command} ({what} lost by plan)"),
        after_ms: 0,
        last_bytes: String::new(),
    }
}

fn corrupt(mut answer: ResponseApdu, bit: u64) -> ResponseApdu {
    let index = usize::try_from(bit / 8).unwrap_or_default();
    let mask = 1 << (bit % 8);
    let length = answer.data.len().max(1);
    if let Some(byte) = answer.data.get_mut(index % length) {
        *byte ^= mask;
    } else {
        let [sw1, sw2] = answer.status.to_bytes();
        answer.status = StatusWord::from_bytes(sw1, sw2 ^ mask);
    }
    answer
}

impl<T: Transport> Transport for FaultInjector<T> {
    forward!(inner: describe, capabilities, reset, power_cycle, open_channel, close_channel);
    forward!(inner: at, arm, restore, open_channels);

    fn transmit<'a>(
        &'a mut self,
        command: &'a CommandApdu,
    ) -> BoxFuture<'a, Result<ResponseApdu, TransportError>> {
        async move {
            match self.next_fault(command.view().ins) {
                None => self.inner.transmit(command).await,
                Some(LinkFault::DropCommand) => Err(lost("command", command)),
                Some(LinkFault::DropAnswer) => {
                    self.inner.transmit(command).await?;
                    Err(lost("answer", command))
                }
                Some(LinkFault::Delay { ms }) => {
                    let answer = self.inner.transmit(command).await;
                    tokio::time::sleep(Duration::from_millis(ms.into())).await;
                    answer
                }
                Some(LinkFault::Corrupt) => {
                    let answer = self.inner.transmit(command).await?;
                    Ok(corrupt(answer, draw(&mut self.chance) >> 1))
                }
                Some(LinkFault::Status(status)) => Ok(ResponseApdu {
                    data: Vec::new(),
                    status,
                }),
            }
        }
        .boxed()
    }
}
