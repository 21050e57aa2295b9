//! Command APDUs: parsed beside `iso7816` on the same bytes, and written.

#![expect(
    clippy::expect_used,
    reason = "a benchmark of bytes that cannot be read must stop"
)]

use std::hint::black_box;

use criterion::{Criterion, Throughput};
use iso7816::command::{Command as PeerCommand, CommandView as PeerView};
use signoff_protocol::apdu::{Command, CommandApdu};

/// Name and bytes of what is measured: the commands that a removal sends most.
fn commands() -> [(&'static str, Vec<u8>); 3] {
    let aid = [
        0xA0, 0, 0, 5, 0x59, 0x10, 0x10, 0xFF, 0xFF, 0xFF, 0xFF, 0x89, 0, 0, 1, 0,
    ];
    let select = [&[0x01, 0xA4, 0x04, 0x00, 0x10][..], &aid, &[0x00]].concat();
    let segment = [&[0x81, 0xE2, 0x11, 0x00, 0xFF][..], &[0x5A; 255]].concat();
    let extended = [
        &[0x81, 0xE2, 0x91, 0x00, 0x00, 0x04, 0x00][..],
        &[0x5A; 1024],
        &[0, 0],
    ]
    .concat();
    [
        ("SELECT ISD-R", select),
        ("STORE DATA of 255 bytes", segment),
        ("extended STORE DATA of 1024 bytes", extended),
    ]
}

fn parse(criterion: &mut Criterion) {
    for (name, bytes) in commands() {
        let bytes = bytes.as_slice();
        let ours = Command::parse(bytes).expect("a command");
        let theirs = PeerView::try_from(bytes).expect("a command");
        assert_eq!(ours.data, theirs.data());

        let mut group = criterion.benchmark_group(format!("parse {name}"));
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function("ours", |b| b.iter(|| Command::parse(black_box(bytes))));
        group.bench_function("iso7816", |b| b.iter(|| PeerView::try_from(black_box(bytes))));
        group.bench_function("ours, owned", |b| b.iter(|| CommandApdu::parse(black_box(bytes))));
        group.bench_function("iso7816, owned", |b| {
            b.iter(|| PeerCommand::<1024>::try_from(black_box(bytes)));
        });
        group.finish();
    }
}

fn write(criterion: &mut Criterion) {
    for (name, bytes) in commands() {
        let command = CommandApdu::parse(&bytes).expect("a command");
        let mut group = criterion.benchmark_group(format!("write {name}"));
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function("ours", |b| b.iter(|| black_box(&command).to_bytes()));
        group.finish();
    }
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    parse(&mut criterion);
    write(&mut criterion);
    criterion.final_summary();
}
