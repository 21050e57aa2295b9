//! ES10c.GetProfilesInfo, `BF2D` (SGP.22 §5.7.15).

use crate::message::{Decode, Encode, Unknown, result_codes};
use crate::profile::{ProfileClass, ProfileInfo, ProfileTarget, tags};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

const TAG: Tag = Tag(0xBF2D);
const TAG_LIST: Tag = Tag(0x5C);

/// Which profiles to tell of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProfileSearch {
    /// `5A` or `4F`
    Target(ProfileTarget),
    /// `95`
    Class(ProfileClass),
}

/// Asks for profiles and for parts of what is known of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetProfilesInfoRequest {
    /// `A0`: `None` for all profiles.
    pub search: Option<ProfileSearch>,
    /// `5C`: `None` for the default set ([`GetProfilesInfoRequest::DEFAULT_TAGS`]).
    pub tag_list: Option<Vec<Tag>>,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl GetProfilesInfoRequest {
    /// What a card tells when no tag list is given.
    pub const DEFAULT_TAGS: [Tag; 9] = [
        tags::ICCID,
        tags::ISDP_AID,
        tags::STATE,
        tags::NICKNAME,
        tags::SERVICE_PROVIDER_NAME,
        tags::PROFILE_NAME,
        tags::ICON_TYPE,
        tags::ICON,
        tags::CLASS,
    ];
}

impl Encode for GetProfilesInfoRequest {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(TAG, |w| {
            if let Some(search) = self.search {
                w.constructed(tags::CHOICE, |w| match search {
                    ProfileSearch::Target(target) => target.encode(w),
                    ProfileSearch::Class(class) => {
                        w.primitive(tags::CLASS, &[class.code()]);
                    }
                });
            }
            if let Some(list) = &self.tag_list {
                let bytes: Vec<u8> = list
                    .iter()
                    .flat_map(|tag| tag.0.to_be_bytes().into_iter().skip(4 - tag.len()))
                    .collect();
                w.primitive(TAG_LIST, &bytes);
            }
            w.raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for GetProfilesInfoRequest {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let mut request = Self::default();
        for child in tlv.expect(TAG)?.children() {
            let child = child?;
            match child.tag() {
                tags::CHOICE => request.search = Some(search(child)?),
                TAG_LIST => request.tag_list = Some(tag_list(child)?),
                _ => request.unknown.keep(child),
            }
        }
        Ok(request)
    }
}

fn search(criteria: Tlv<'_>) -> Result<ProfileSearch, DecodeError> {
    let mut choice = criteria.children();
    let only = choice.next().transpose()?;
    let only = only.ok_or(DecodeError::Missing {
        tag: tags::ICCID,
        offset: criteria.offset(),
    })?;
    let search = match only.tag() {
        tags::CLASS => ProfileSearch::Class(ProfileClass::decode(only)?),
        _ => ProfileSearch::Target(ProfileTarget::decode(only)?),
    };
    match choice.next().transpose()? {
        Some(second) => Err(second.invalid("a second search criterion")),
        None => Ok(search),
    }
}

fn tag_list(list: Tlv<'_>) -> Result<Vec<Tag>, DecodeError> {
    let mut rest = list.value();
    let mut found = Vec::new();
    while !rest.is_empty() {
        let tag = Tag::read(rest).ok_or_else(|| list.invalid("a tag list with a malformed tag"))?;
        rest = rest.get(tag.len()..).unwrap_or_default();
        found.push(tag);
    }
    Ok(found)
}

result_codes! {
    /// Error of GetProfilesInfo.
    GetProfilesInfoError {
        /// The search criterion is malformed or not supported.
        IncorrectInputValues = 1 "incorrectInputValues",
        /// v3, SGP.32: a package is being carried out.
        ProfileChangeOngoing = 11 "profileChangeOngoing",
        /// Any other reason.
        UndefinedError = 127 "undefinedError",
    }
}

/// The profiles, or the error in `81`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GetProfilesInfoResponse {
    /// `A0`
    List(Vec<ProfileInfo>),
    /// `81`
    Error(GetProfilesInfoError),
}

impl Encode for GetProfilesInfoResponse {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(TAG, |w| {
            match self {
                Self::List(list) => {
                    w.constructed(tags::CHOICE, |w| list.iter().for_each(|info| info.encode(w)))
                }
                Self::Error(error) => w.unsigned(Tag(0x81), u32::from(error.code())),
            };
        });
    }
}

impl Decode for GetProfilesInfoResponse {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(TAG)?;
        if let Some(error) = tlv.find(Tag(0x81))? {
            return Ok(Self::Error(GetProfilesInfoError::from_code(error.small()?)));
        }
        ProfileInfo::list(tlv.child(tags::CHOICE)?).map(Self::List)
    }
}

crate::arbitrary::arbitrary!(
    ProfileSearch,
    prop_oneof![
        any::<ProfileTarget>().prop_map(Self::Target),
        any::<ProfileClass>().prop_map(Self::Class),
    ]
);

crate::arbitrary::arbitrary!(
    GetProfilesInfoRequest,
    (
        any::<Option<ProfileSearch>>(),
        proptest::option::of(crate::arbitrary::list(20)),
        any::<Unknown>()
    )
        .prop_map(|(search, tag_list, unknown)| Self {
            search,
            tag_list,
            unknown
        })
);

crate::arbitrary::arbitrary!(
    GetProfilesInfoResponse,
    prop_oneof![
        4 => crate::arbitrary::list(4).prop_map(Self::List),
        1 => any::<GetProfilesInfoError>().prop_map(Self::Error),
    ]
);
