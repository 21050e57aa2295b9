//! PE-AKAParameter, `A4`: algorithm, key and sequence numbers of the application before it.

use super::PeHeader;
use super::read::{OCTETS, required};
use crate::id::Aid;
use crate::message::{Encode, Unknown};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

/// Which algorithm; others are kept as numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// 1: 3GPP TS 35.206
    Milenage,
    /// 2: 3GPP TS 35.231
    Tuak,
    /// 3: 3GPP TS 34.108 §8.1.2
    Test,
    /// None that the module defines.
    Other(u8),
}

impl Algorithm {
    /// From the number in `80`.
    pub const fn from_code(code: u8) -> Self {
        match code {
            1 => Self::Milenage,
            2 => Self::Tuak,
            3 => Self::Test,
            other => Self::Other(other),
        }
    }

    /// The number in `80`.
    pub const fn code(self) -> u8 {
        match self {
            Self::Milenage => 1,
            Self::Tuak => 2,
            Self::Test => 3,
            Self::Other(code) => code,
        }
    }
}

/// `A0`: the parameters are those of another application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappingParameter {
    /// `80`
    pub options: u8,
    /// `81`
    pub source: Aid,
}

/// `A1`: parameters of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlgoParameter {
    /// `80`
    pub algorithm: Algorithm,
    /// `81`: lengths of RES, and with TUAK of CK, IK and MAC.
    pub options: u8,
    /// `82`: K, 16 or 32 bytes.
    pub key: Vec<u8>,
    /// `83`: OPc, 16 bytes, or TOPc, 32 bytes.
    pub opc: Vec<u8>,
    /// `84`: r1 to r5 of Milenage.
    pub rotation_constants: Option<[u8; 5]>,
    /// `85`: c1 to c5 of Milenage.
    pub xoring_constants: Option<Box<[u8; 80]>>,
    /// `86`
    pub auth_counter_max: Option<[u8; 3]>,
    /// `87`: iterations of the permutation of TUAK, 1 by default.
    pub keccak_iterations: Option<u8>,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl AlgoParameter {
    /// r1 to r5 in bits, with their default.
    pub fn rotations(&self) -> [u8; 5] {
        self.rotation_constants.unwrap_or([0x40, 0x00, 0x20, 0x40, 0x60])
    }

    /// c1 to c5, with their default: 0, 1, 2, 4 and 8 in the last byte.
    pub fn constants(&self) -> [[u8; 16]; 5] {
        if let Some(given) = &self.xoring_constants {
            let (constants, _) = given.as_chunks::<16>();
            return std::array::from_fn(|place| constants.get(place).copied().unwrap_or_default());
        }
        [0u8, 1, 2, 4, 8].map(|last| u128::from(last).to_be_bytes())
    }
}

/// `A1`: where the parameters come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AlgoConfiguration {
    /// `A0`
    Mapping(MappingParameter),
    /// `A1`
    Algorithm(AlgoParameter),
}

/// How the application before it authenticates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AkaParameter {
    /// `A0`
    pub header: PeHeader,
    /// `A1`
    pub configuration: AlgoConfiguration,
    /// `82`; `02` by default.
    pub sqn_options: Option<u8>,
    /// `83`; `000010000000` by default.
    pub sqn_delta: Option<[u8; 6]>,
    /// `84`; `000010000000` by default.
    pub sqn_age_limit: Option<[u8; 6]>,
    /// `A5`: 32 sequence numbers without index, all 0 by default.
    pub sqn_init: Option<Vec<[u8; 6]>>,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl AkaParameter {
    /// Tag of the element.
    pub const TAG: Tag = Tag(0xA4);

    pub(super) fn read(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let (mut header, mut configuration, mut unknown) = (None, None, Unknown::none());
        let (mut sqn_options, mut sqn_delta, mut sqn_age_limit, mut sqn_init) = (None, None, None, None);
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                PeHeader::TAG => header = Some(PeHeader::read(child)?),
                Tag(0xA1) => configuration = Some(read_configuration(child)?),
                Tag(0x82) => sqn_options = Some(byte(child)?),
                Tag(0x83) => sqn_delta = Some(child.array("6")?),
                Tag(0x84) => sqn_age_limit = Some(child.array("6")?),
                Tag(0xA5) => sqn_init = Some(read_numbers(child)?),
                _ => unknown.keep(child),
            }
        }
        Ok(Self {
            header: required(header, tlv, PeHeader::TAG)?,
            configuration: required(configuration, tlv, Tag(0xA1))?,
            sqn_options,
            sqn_delta,
            sqn_age_limit,
            sqn_init,
            unknown,
        })
    }
}

fn byte(tlv: Tlv<'_>) -> Result<u8, DecodeError> {
    tlv.array::<1>("1").map(|[byte]| byte)
}

fn read_numbers(list: Tlv<'_>) -> Result<Vec<[u8; 6]>, DecodeError> {
    list.children()
        .map(|number| number?.expect(OCTETS)?.array("6"))
        .collect()
}

fn read_configuration(tlv: Tlv<'_>) -> Result<AlgoConfiguration, DecodeError> {
    let choice = tlv.children().next().transpose()?;
    let choice = required(choice, tlv, Tag(0xA1))?;
    match choice.tag() {
        Tag(0xA0) => Ok(AlgoConfiguration::Mapping(MappingParameter {
            options: byte(choice.child(Tag(0x80))?)?,
            source: Aid::from_tlv(choice.child(Tag(0x81))?)?,
        })),
        Tag(0xA1) => read_algorithm(choice).map(AlgoConfiguration::Algorithm),
        _ => Err(choice.invalid("neither a mapping nor an algorithm")),
    }
}

fn read_algorithm(tlv: Tlv<'_>) -> Result<AlgoParameter, DecodeError> {
    let (mut algorithm, mut options, mut key, mut opc) = (None, None, None, None);
    let (mut rotation_constants, mut xoring_constants, mut auth_counter_max) = (None, None, None);
    let (mut keccak_iterations, mut unknown) = (None, Unknown::none());
    for child in tlv.children() {
        let child = child?;
        match child.tag() {
            Tag(0x80) => algorithm = Some(Algorithm::from_code(child.small()?)),
            Tag(0x81) => options = Some(byte(child)?),
            Tag(0x82) => key = Some(child.value().to_vec()),
            Tag(0x83) => opc = Some(child.value().to_vec()),
            Tag(0x84) => rotation_constants = Some(child.array("5")?),
            Tag(0x85) => xoring_constants = Some(Box::new(child.array("80")?)),
            Tag(0x86) => auth_counter_max = Some(child.array("3")?),
            Tag(0x87) => keccak_iterations = Some(child.small()?),
            _ => unknown.keep(child),
        }
    }
    Ok(AlgoParameter {
        algorithm: required(algorithm, tlv, Tag(0x80))?,
        options: required(options, tlv, Tag(0x81))?,
        key: required(key, tlv, Tag(0x82))?,
        opc: required(opc, tlv, Tag(0x83))?,
        rotation_constants,
        xoring_constants,
        auth_counter_max,
        keccak_iterations,
        unknown,
    })
}

fn write_algorithm(writer: &mut Writer, own: &AlgoParameter) {
    writer.constructed(Tag(0xA1), |w| {
        w.unsigned(Tag(0x80), u32::from(own.algorithm.code()));
        w.primitive(Tag(0x81), &[own.options]);
        w.primitive(Tag(0x82), &own.key);
        w.primitive(Tag(0x83), &own.opc);
        if let Some(constants) = &own.rotation_constants {
            w.primitive(Tag(0x84), constants);
        }
        if let Some(constants) = &own.xoring_constants {
            w.primitive(Tag(0x85), constants.as_slice());
        }
        if let Some(counter) = &own.auth_counter_max {
            w.primitive(Tag(0x86), counter);
        }
        if let Some(number) = own.keccak_iterations {
            w.unsigned(Tag(0x87), u32::from(number));
        }
        w.raw(own.unknown.as_bytes());
    });
}

impl Encode for AkaParameter {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(Self::TAG, |w| {
            self.header.write(w);
            w.constructed(Tag(0xA1), |w| match &self.configuration {
                AlgoConfiguration::Mapping(mapping) => {
                    w.constructed(Tag(0xA0), |w| {
                        w.primitive(Tag(0x80), &[mapping.options]);
                        w.primitive(Tag(0x81), mapping.source.as_bytes());
                    });
                }
                AlgoConfiguration::Algorithm(own) => write_algorithm(w, own),
            });
            if let Some(options) = self.sqn_options {
                w.primitive(Tag(0x82), &[options]);
            }
            for (tag, number) in [(0x83, &self.sqn_delta), (0x84, &self.sqn_age_limit)] {
                if let Some(number) = number {
                    w.primitive(Tag(tag), number);
                }
            }
            if let Some(numbers) = &self.sqn_init {
                w.constructed(Tag(0xA5), |w| {
                    for number in numbers {
                        w.primitive(OCTETS, number);
                    }
                });
            }
            w.raw(self.unknown.as_bytes());
        });
    }
}

crate::arbitrary::arbitrary!(Algorithm, (0u8..6).prop_map(Self::from_code));

crate::arbitrary::arbitrary!(AlgoParameter, {
    let constants = any::<(Option<[u8; 5]>, Option<u8>, Option<[u8; 3]>, Option<u8>, Unknown)>();
    let keys = (crate::arbitrary::blob(16..=32), crate::arbitrary::blob(16..=32));
    (any::<(Algorithm, u8)>(), keys, constants).prop_map(
        |((algorithm, options), (key, opc), (rotation_constants, filler, counter, iterations, unknown))| {
            Self {
                algorithm,
                options,
                key,
                opc,
                rotation_constants,
                xoring_constants: filler.map(|byte| Box::new([byte; 80])),
                auth_counter_max: counter,
                keccak_iterations: iterations,
                unknown,
            }
        },
    )
});

crate::arbitrary::arbitrary!(
    AlgoConfiguration,
    prop_oneof![
        3 => any::<AlgoParameter>().prop_map(Self::Algorithm),
        1 => any::<(u8, Aid)>().prop_map(|(options, source)| Self::Mapping(MappingParameter { options, source })),
    ]
);

crate::arbitrary::arbitrary!(AkaParameter, {
    let numbers = any::<(Option<u8>, Option<[u8; 6]>, Option<[u8; 6]>)>();
    let init = proptest::option::of(crate::arbitrary::list(32));
    (any::<(PeHeader, AlgoConfiguration, Unknown)>(), numbers, init).prop_map(
        |((header, configuration, unknown), (sqn_options, sqn_delta, sqn_age_limit), sqn_init)| Self {
            header,
            configuration,
            sqn_options,
            sqn_delta,
            sqn_age_limit,
            sqn_init,
            unknown,
        },
    )
});
