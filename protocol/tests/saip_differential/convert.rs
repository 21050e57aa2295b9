//! Our elements of profile packages as the peer's.

use rasn::types::OctetString;
use signoff_protocol::saip as ours;

use super::peer::*;

fn octets(bytes: &[u8]) -> OctetString {
    OctetString::from(bytes.to_vec())
}

fn octet(byte: u8) -> OctetString {
    octets(&[byte])
}

/// As few bytes as possible, at least one.
fn size(number: u32) -> OctetString {
    let bytes = number.to_be_bytes();
    let skip = bytes.iter().take(3).take_while(|byte| **byte == 0).count();
    octets(bytes.get(skip..).unwrap_or_default())
}

impl From<ours::PeHeader> for PeHeader {
    fn from(own: ours::PeHeader) -> Self {
        Self {
            mandated: own.mandated.then_some(()),
            identification: own.identification,
        }
    }
}

impl From<&ours::PinCodes> for PinCodes {
    fn from(own: &ours::PinCodes) -> Self {
        let source = match &own.source {
            ours::PinSource::SharedWith(path) => PinSource::SharedWith(octets(path)),
            ours::PinSource::Own(list) => PinSource::Own(
                list.iter()
                    .map(|pin| PinConfiguration {
                        key_reference: pin.key_reference,
                        value: octets(&pin.value),
                        unblocking_reference: pin.unblocking_reference,
                        attributes: pin.attributes,
                        attempts: pin.attempts,
                    })
                    .collect(),
            ),
        };
        Self {
            header: own.header.into(),
            source,
        }
    }
}

impl From<&ours::AkaParameter> for AkaParameter {
    fn from(own: &ours::AkaParameter) -> Self {
        let configuration = match &own.configuration {
            ours::AlgoConfiguration::Mapping(mapping) => AlgoConfiguration::Mapping(MappingParameter {
                options: octet(mapping.options),
                source: octets(mapping.source.as_bytes()),
            }),
            ours::AlgoConfiguration::Algorithm(algorithm) => AlgoConfiguration::Algorithm(AlgoParameter {
                algorithm: algorithm.algorithm.code(),
                options: octet(algorithm.options),
                key: octets(&algorithm.key),
                opc: octets(&algorithm.opc),
                rotation_constants: algorithm.rotation_constants.as_ref().map(|own| octets(own)),
                xoring_constants: algorithm
                    .xoring_constants
                    .as_ref()
                    .map(|own| octets(own.as_slice())),
                auth_counter_max: algorithm.auth_counter_max.as_ref().map(|own| octets(own)),
                keccak_iterations: algorithm.keccak_iterations,
            }),
        };
        Self {
            header: own.header.into(),
            configuration,
            sqn_options: own.sqn_options.map(octet),
            sqn_delta: own.sqn_delta.as_ref().map(|own| octets(own)),
            sqn_age_limit: own.sqn_age_limit.as_ref().map(|own| octets(own)),
            sqn_init: own
                .sqn_init
                .as_ref()
                .map(|list| list.iter().map(|number| octets(number)).collect()),
        }
    }
}

impl From<&ours::Fcp> for Fcp {
    fn from(own: &ours::Fcp) -> Self {
        Self {
            file_descriptor: own.file_descriptor.as_ref().map(|own| octets(own.as_bytes())),
            file_id: own.file_id.map(|id| octets(&id.to_be_bytes())),
            df_name: own.df_name.as_ref().map(|aid| octets(aid.as_bytes())),
            life_cycle: own.life_cycle.map(octet),
            security: own.security.as_deref().map(octets),
            file_size: own.file_size.map(size),
            pin_status: own.pin_status.as_deref().map(octets),
            short_id: own.short_id.map(|byte| byte.map_or_else(|| octets(&[]), octet)),
            proprietary: own.proprietary.as_ref().map(|info| ProprietaryInfo {
                special_file_information: info.special_file_information.map(octet),
                fill_pattern: info.fill_pattern.as_deref().map(octets),
                repeat_pattern: info.repeat_pattern.as_deref().map(octets),
                maximum_file_size: info.maximum_file_size.map(size),
                file_details: info.file_details.map(octet),
            }),
            link_path: own.link_path.as_deref().map(octets),
        }
    }
}

impl From<&ours::EuiccResponse> for EuiccResponse {
    fn from(own: &ours::EuiccResponse) -> Self {
        Self {
            statuses: own
                .statuses
                .iter()
                .map(|status| PeStatus {
                    status: status.status.code(),
                    identification: status.identification,
                    additional_information: status.additional_information,
                    offset: status.offset,
                })
                .collect(),
            installation_aborted: own.installation_aborted.then_some(()),
            status_message: own.status_message.clone(),
        }
    }
}
