//! What can be made to go wrong between the modem and its host.

/// A fault that is armed once. It hits the next command line that carries the last segment of a STORE DATA, or
/// that asks for something else than the card, its channels or settings: so commands by which a client gets ready
/// don't use it up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ModemFault {
    /// The command is carried out, its answer is never sent.
    LoseAnswer,
    /// The command is swallowed; nothing is carried out or answered.
    LoseCommand,
    /// The answer comes so much later.
    DelayAnswer {
        /// How much later.
        ms: u32,
    },
    /// This line comes between echo and answer.
    UrcInAnswer(String),
    /// The command is carried out, then the modem boots: no answer, every session is gone, the card is powered
    /// off and on.
    ResetDuringCommand,
}
