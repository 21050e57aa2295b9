//! All shipped flows on `sim:`, from their text to the verdicts: what `signoff run` does, without its output.

#![expect(
    clippy::unwrap_used,
    reason = "a benchmark of flows that cannot be read must stop"
)]

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use signoff_harness::flow::{Source, load};
use signoff_harness::runner::{Case, RunOptions, Stop, Summary, run};

fn cases() -> Vec<Case> {
    let sources = Source::all_shipped();
    let flows = sources.iter().filter_map(|source| load(source, None).ok());
    flows.flatten().map(|flow| Case::new(0, flow)).collect()
}

fn run_all(cases: Vec<Case>, jobs: usize) -> Summary {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(jobs)
        .enable_all()
        .build()
        .unwrap();
    let mut options = RunOptions::simulated(1);
    options.jobs = jobs;
    runtime
        .block_on(run(cases, options, Stop::never(), &mut |_| {}))
        .unwrap()
}

fn flows(c: &mut Criterion) {
    let count = cases().len();
    let mut group = c.benchmark_group("all shipped flows on sim:");
    group.sample_size(10);
    group.throughput(Throughput::Elements(count as u64));
    for jobs in [1, 2] {
        group.bench_function(format!("{jobs} at a time"), |b| {
            b.iter_batched(cases, |cases| run_all(cases, jobs), BatchSize::PerIteration);
        });
    }
    group.finish();
}

criterion_group!(benches, flows);
criterion_main!(benches);
