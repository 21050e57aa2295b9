//! What an application authenticates with, as a profile package gives it.

/// Key and algorithm of an application, and the sequence numbers that it accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AkaParameters {
    /// Algorithm and key.
    pub algorithm: AkaAlgorithm,
    /// Which sequence numbers are fresh.
    pub sequence: SequenceNumbers,
}

/// Algorithm and key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AkaAlgorithm {
    /// 3GPP TS 35.206.
    Milenage(MilenageParameters),
    /// 3GPP TS 35.231.
    Tuak(TuakParameters),
    /// XOR, for test equipment (3GPP TS 34.108 §8.1.2).
    TestXor {
        /// K
        key: [u8; 16],
        /// Bytes of RES, 4 to 16.
        res_bytes: u8,
    },
}

impl AkaAlgorithm {
    /// Bytes of RES that b3 to b1 of the algorithm options of a profile package ask for: 32, 64, 128 or 256
    /// bits.
    pub const fn res_bytes(options: u8) -> u8 {
        match options & 0x07 {
            0 => 4,
            1 => 8,
            2 => 16,
            _ => 32,
        }
    }
}

/// Milenage: key and the constants that an operator may choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MilenageParameters {
    /// K
    pub key: [u8; 16],
    /// OPc
    pub opc: [u8; 16],
    /// r1 to r5, bits.
    pub rotations: [u8; 5],
    /// c1 to c5.
    pub constants: [[u8; 16]; 5],
    /// Bytes of RES, 4 or 8.
    pub res_bytes: u8,
}

impl MilenageParameters {
    /// With the constants of the specification and a RES of 64 bits.
    pub const fn new(key: [u8; 16], opc: [u8; 16]) -> Self {
        const fn constant(last: u8) -> [u8; 16] {
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, last]
        }
        Self {
            key,
            opc,
            rotations: [64, 0, 32, 64, 96],
            constants: [constant(0), constant(1), constant(2), constant(4), constant(8)],
            res_bytes: 8,
        }
    }
}

/// TUAK: key and iterations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TuakParameters {
    /// K, 16 or 32 bytes.
    pub key: Vec<u8>,
    /// TOPc
    pub topc: [u8; 32],
    /// How often `Keccak-f[1600]` runs, at least once.
    pub iterations: u8,
    /// Bytes of RES: 4, 8, 16 or 32.
    pub res_bytes: u8,
}

/// Freshness of sequence numbers (3GPP TS 33.102 annex C): SQN is SEQ and five bits of index, and one SEQ is
/// kept for each index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SequenceNumbers {
    /// b1: numbers older than [`SequenceNumbers::age_limit`] are refused; b2: jumps of more than
    /// [`SequenceNumbers::delta`] are.
    pub options: u8,
    /// Δ, without index.
    pub delta: [u8; 6],
    /// L, without index.
    pub age_limit: [u8; 6],
    /// The last SEQ accepted for each index.
    pub seen: [[u8; 6]; 32],
}

impl Default for SequenceNumbers {
    fn default() -> Self {
        Self {
            options: 0x02,
            delta: [0, 0, 0x10, 0, 0, 0],
            age_limit: [0, 0, 0x10, 0, 0, 0],
            seen: [[0; 6]; 32],
        }
    }
}
