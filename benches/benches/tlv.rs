//! ProfileInfoListResponse of 8 profiles with icons of 1 KiB: read into owned values and written, beside rasn and
//! RustCrypto `der` on the same bytes. rasn derives its codec from declared types; with `der`, whose derive has
//! no private tags, it is written by hand.

#![expect(
    clippy::expect_used,
    reason = "a benchmark of bytes that cannot be read must stop"
)]

use std::hint::black_box;

use criterion::{Criterion, Throughput};
use signoff_protocol::es10c::GetProfilesInfoResponse;
use signoff_protocol::id::{Aid, Iccid};
use signoff_protocol::message::{Decode as _, Encode as _};
use signoff_protocol::notification::{Event, Events};
use signoff_protocol::profile::{
    IconType, NotificationConfiguration, OperatorId, PolicyRules, ProfileClass, ProfileInfo, ProfileState,
};
use signoff_protocol::tlv::walk;

/// The list that is measured.
fn profiles() -> GetProfilesInfoResponse {
    let profile = |number: u8| ProfileInfo {
        iccid: Some(Iccid::from_bytes([0x98, 0x23, 0x10, 0, 0, 0, 0, 0, number, 0xF1])),
        isdp_aid: Some(Aid::isd_p(0x0010 + u16::from(number))),
        state: Some(if number == 0 {
            ProfileState::Enabled
        } else {
            ProfileState::Disabled
        }),
        nickname: Some(format!("nickname {number}").into()),
        service_provider_name: Some("Proximus".into()),
        profile_name: Some(format!("subscription {number}").into()),
        icon_type: Some(IconType::Png),
        icon: Some(vec![number; 1024]),
        class: Some(ProfileClass::Operational),
        notification_configuration: Some(vec![NotificationConfiguration {
            events: Events::of(&Event::ALL[..4]),
            address: "smdp.example.com".into(),
        }]),
        owner: "206-01".parse().ok().map(|mcc_mnc| OperatorId {
            mcc_mnc,
            gid1: Some(vec![1, 2]),
            gid2: None,
        }),
        policy_rules: Some(PolicyRules::NONE),
        ..ProfileInfo::default()
    };
    GetProfilesInfoResponse::List((0..8).map(profile).collect())
}

fn decode(criterion: &mut Criterion) {
    let message = profiles();
    let bytes = message.to_der();
    let bytes = bytes.as_slice();
    assert_eq!(GetProfilesInfoResponse::from_der(bytes), Ok(message));
    let peer: peer_rasn::Response = rasn::der::decode(bytes).expect("the same bytes");
    assert_eq!(rasn::der::encode(&peer).expect("the same value"), bytes);
    assert_eq!(
        peer_der::encode(&peer_der::decode(bytes).expect("the same bytes")),
        bytes
    );

    let mut group = criterion.benchmark_group("decode ProfileInfoListResponse");
    group.throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_function("ours", |b| {
        b.iter(|| GetProfilesInfoResponse::from_der(black_box(bytes)));
    });
    group.bench_function("rasn", |b| {
        b.iter(|| rasn::der::decode::<peer_rasn::Response>(black_box(bytes)));
    });
    group.bench_function("der", |b| b.iter(|| peer_der::decode(black_box(bytes))));
    group.bench_function("ours, every element as a view", |b| {
        b.iter(|| {
            let mut sum = 0;
            let done = walk(black_box(bytes), |tlv, depth| sum += tlv.value().len() + depth);
            (done, sum)
        });
    });
    group.finish();
}

fn encode(criterion: &mut Criterion) {
    let message = profiles();
    let bytes = message.to_der();
    let peer: peer_rasn::Response = rasn::der::decode(&bytes).expect("the same bytes");
    let other = peer_der::decode(&bytes).expect("the same bytes");

    let mut group = criterion.benchmark_group("encode ProfileInfoListResponse");
    group.throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_function("ours", |b| b.iter(|| black_box(&message).to_der()));
    group.bench_function("rasn", |b| b.iter(|| rasn::der::encode(black_box(&peer))));
    group.bench_function("der", |b| b.iter(|| peer_der::encode(black_box(&other))));
    group.finish();
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    decode(&mut criterion);
    encode(&mut criterion);
    criterion.final_summary();
}

/// The message declared for rasn.
mod peer_rasn {
    #![expect(
        clippy::no_effect_underscore_binding,
        reason = "the derive of rasn binds fields so"
    )]

    use rasn::prelude::*;

    #[derive(AsnType, Encode, Decode, Debug)]
    #[rasn(choice, tag(explicit(context, 45)))]
    pub(crate) enum Response {
        #[rasn(tag(context, 0))]
        List(SequenceOf<Info>),
        #[rasn(tag(context, 1))]
        Error(u32),
    }

    #[derive(AsnType, Encode, Decode, Debug)]
    #[rasn(tag(private, 3))]
    pub(crate) struct Info {
        #[rasn(tag(application, 26))]
        iccid: Option<OctetString>,
        #[rasn(tag(application, 15))]
        isdp_aid: Option<OctetString>,
        #[rasn(tag(context, 112))]
        state: Option<u32>,
        #[rasn(tag(context, 16))]
        nickname: Option<Utf8String>,
        #[rasn(tag(context, 17))]
        service_provider_name: Option<Utf8String>,
        #[rasn(tag(context, 18))]
        profile_name: Option<Utf8String>,
        #[rasn(tag(context, 19))]
        icon_type: Option<u32>,
        #[rasn(tag(context, 20))]
        icon: Option<OctetString>,
        #[rasn(tag(context, 21))]
        class: Option<u32>,
        #[rasn(tag(context, 22))]
        notification_configuration: Option<SequenceOf<Configuration>>,
        #[rasn(tag(context, 23))]
        owner: Option<Operator>,
        #[rasn(tag(context, 25))]
        policy_rules: Option<BitString>,
    }

    #[derive(AsnType, Encode, Decode, Debug)]
    #[rasn(automatic_tags)]
    pub(crate) struct Configuration {
        events: BitString,
        address: Utf8String,
    }

    #[derive(AsnType, Encode, Decode, Debug)]
    #[rasn(automatic_tags)]
    pub(crate) struct Operator {
        mcc_mnc: OctetString,
        gid1: Option<OctetString>,
        gid2: Option<OctetString>,
    }
}

/// The message by hand on top of RustCrypto `der`: owned fields, found by their tags.
mod peer_der {
    use der::asn1::AnyRef;
    use der::{
        Decode as _, Encode as _, EncodeValue, Length, Reader as _, Result, SliceReader, Tag, TagNumber,
        Tagged, Writer,
    };

    /// One profile: its elements in order, values owned.
    #[derive(Default)]
    pub(crate) struct Info {
        fields: Vec<(Tag, Vec<u8>)>,
        nickname: Option<String>,
        service_provider_name: Option<String>,
        profile_name: Option<String>,
    }

    const fn context(number: u32) -> Tag {
        Tag::ContextSpecific {
            constructed: false,
            number: TagNumber(number),
        }
    }

    pub(crate) fn decode(bytes: &[u8]) -> Result<Vec<Info>> {
        let response = AnyRef::from_der(bytes)?;
        let list = AnyRef::from_der(response.value())?;
        let mut reader = SliceReader::new(list.value())?;
        let mut infos = Vec::new();
        while !reader.is_finished() {
            let info = AnyRef::decode(&mut reader)?;
            let mut fields = SliceReader::new(info.value())?;
            let mut own = Info::default();
            while !fields.is_finished() {
                let field = AnyRef::decode(&mut fields)?;
                let text = || String::from_utf8(field.value().to_vec()).ok();
                match field.tag() {
                    tag if tag == context(16) => own.nickname = text(),
                    tag if tag == context(17) => own.service_provider_name = text(),
                    tag if tag == context(18) => own.profile_name = text(),
                    tag => own.fields.push((tag, field.value().to_vec())),
                }
            }
            infos.push(own);
        }
        Ok(infos)
    }

    struct Node<T> {
        tag: Tag,
        children: Vec<T>,
    }

    impl<T> Tagged for Node<T> {
        fn tag(&self) -> Tag {
            self.tag
        }
    }

    impl<T: der::Encode> EncodeValue for Node<T> {
        fn value_len(&self) -> Result<Length> {
            self.children
                .iter()
                .try_fold(Length::ZERO, |sum, child| sum + child.encoded_len()?)
        }

        fn encode_value(&self, writer: &mut impl Writer) -> Result<()> {
            self.children.iter().try_for_each(|child| child.encode(writer))
        }
    }

    pub(crate) fn encode(infos: &[Info]) -> Vec<u8> {
        let node = |info: &Info| -> Result<Vec<u8>> {
            let mut children = Vec::with_capacity(16);
            // The names stand behind the state, the third field.
            let (before, after) = info.fields.split_at(3.min(info.fields.len()));
            for (tag, value) in before {
                children.push(AnyRef::new(*tag, value)?);
            }
            let names = [&info.nickname, &info.service_provider_name, &info.profile_name];
            for (number, text) in (16..).zip(names) {
                if let Some(text) = text {
                    children.push(AnyRef::new(context(number), text.as_bytes())?);
                }
            }
            for (tag, value) in after {
                children.push(AnyRef::new(*tag, value)?);
            }
            let tag = TagNumber(3).private(true);
            Node { tag, children }.to_der()
        };
        let whole = || -> Result<Vec<u8>> {
            let infos: Vec<Vec<u8>> = infos.iter().map(node).collect::<Result<_>>()?;
            let list = Node {
                tag: TagNumber(0).context_specific(true),
                children: infos
                    .iter()
                    .map(|info| AnyRef::from_der(info))
                    .collect::<Result<_>>()?,
            };
            let outer = Node {
                tag: TagNumber(45).context_specific(true),
                children: vec![list],
            };
            outer.to_der()
        };
        whole().unwrap_or_default()
    }
}
