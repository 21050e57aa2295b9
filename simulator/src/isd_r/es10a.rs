//! ES10a: the addresses (SGP.22 §5.7.3, §5.7.4).

use signoff_protocol::es10a::{
    GetEuiccConfiguredAddressesRequest, SetDefaultDpAddressRequest, SetDefaultDpAddressResponse,
    SetDefaultDpAddressResult,
};
use signoff_protocol::message::{Decode as _, Encode as _};
use signoff_protocol::tlv::{Tag, Tlv, Writer};

use super::{Effect, Es10Error, Euicc};

pub(super) fn get_euicc_configured_addresses(
    euicc: &Euicc,
    tlv: Tlv<'_>,
    out: &mut Writer,
) -> Result<Effect, Es10Error> {
    GetEuiccConfiguredAddressesRequest::decode(tlv)?;
    out.constructed(tlv.tag(), |w| {
        if let Some(address) = &euicc.default_smdp_address {
            w.text(Tag(0x80), address);
        }
        w.text(Tag(0x81), &euicc.root_smds_address);
    });
    Ok(Effect::None)
}

pub(super) fn set_default_dp_address(
    euicc: &mut Euicc,
    tlv: Tlv<'_>,
    out: &mut Writer,
) -> Result<Effect, Es10Error> {
    let request = SetDefaultDpAddressRequest::decode(tlv)?;
    euicc.default_smdp_address = (!request.address.is_empty()).then_some(request.address);
    euicc.commit()?;
    SetDefaultDpAddressResponse::from(SetDefaultDpAddressResult::Ok).encode(out);
    Ok(Effect::Changed)
}
