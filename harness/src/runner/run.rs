//! All cases: side by side on simulated targets, one after the other on an attached device. Events come out in
//! the order of the cases, whoever is ready first.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::case::{self, Case, Device, Transcripts};
use super::event::{CaseInfo, Event, RunInfo, Summary};
use super::{RunOptions, Stop, Verdict};
use crate::transport::{LinkLog, OpenOptions, TransportError, open};

/// Why a run could not begin, or not be written down.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The attached device does not answer.
    #[error("{target}: {source}")]
    Device {
        /// The target.
        target: String,
        /// What happened.
        #[source]
        source: TransportError,
    },
    /// A transcript could not be written.
    #[error("cannot write {path}: {source}")]
    Transcript {
        /// The file.
        path: String,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
}

/// Runs all cases. `emit` gets the events, in the order of the cases.
///
/// # Errors
/// The attached device does not answer, or a transcript cannot be written.
pub async fn run(
    cases: Vec<Case>,
    options: RunOptions,
    stop: Stop,
    emit: &mut dyn FnMut(&Event),
) -> Result<Summary, RunError> {
    let started = Instant::now();
    emit(&Event::RunStarted(RunInfo {
        target: options.target.to_string(),
        seed: options.seed,
        cases: cases.len(),
    }));
    let mut summary = Summary::default();
    let mut note = |event: &Event| {
        if let Event::FlowFinished(result) = event {
            summary.count(&result.verdict);
        }
        emit(event);
    };
    if options.target.is_simulated() {
        side_by_side(cases, Arc::new(options), stop, &mut note).await?;
    } else {
        one_by_one(cases, &options, stop, &mut note).await?;
    }
    summary.elapsed = started.elapsed();
    emit(&Event::RunFinished(summary));
    Ok(summary)
}

/// What a case that runs beside others tells.
enum Told {
    Event(usize, Box<Event>),
    Finished(usize, Option<Transcripts>),
}

async fn side_by_side(
    cases: Vec<Case>,
    options: Arc<RunOptions>,
    stop: Stop,
    emit: &mut dyn FnMut(&Event),
) -> Result<(), RunError> {
    let permits = Arc::new(Semaphore::new(options.jobs.max(1)));
    // As long as the steps of all cases at most: each tells of its beginning and its end.
    let (sender, mut receiver) = mpsc::unbounded_channel();
    let names = file_names(&cases);
    let mut tasks = JoinSet::new();
    for (number, case) in cases.into_iter().enumerate() {
        let (permits, options, stop, sender) = (
            Arc::clone(&permits),
            Arc::clone(&options),
            stop.clone(),
            sender.clone(),
        );
        tasks.spawn(async move {
            // The semaphore is never closed.
            let _permit = permits.acquire_owned().await;
            let tell = |event: Event| {
                // Nobody listens any more when the run was given up.
                let _told = sender.send(Told::Event(number, Box::new(event)));
            };
            let finished = case::run(&case, &options, None, stop, &tell).await;
            tell(Event::FlowFinished(finished.result));
            let _told = sender.send(Told::Finished(number, finished.transcripts));
        });
    }
    drop(sender);
    let mut waiting: BTreeMap<usize, Vec<Event>> = BTreeMap::new();
    let mut done = std::collections::BTreeSet::new();
    let mut head = 0;
    while let Some(told) = receiver.recv().await {
        match told {
            Told::Event(number, event) if number == head => emit(&event),
            Told::Event(number, event) => waiting.entry(number).or_default().push(*event),
            Told::Finished(number, transcripts) => {
                if let (Some(folder), Some(transcripts), Some(name)) =
                    (&options.transcripts, transcripts, names.get(number))
                {
                    write(folder, name, &transcripts)?;
                }
                done.insert(number);
                while done.remove(&head) {
                    head += 1;
                    waiting
                        .remove(&head)
                        .unwrap_or_default()
                        .iter()
                        .for_each(&mut *emit);
                }
            }
        }
    }
    Ok(())
}

async fn one_by_one(
    cases: Vec<Case>,
    options: &RunOptions,
    stop: Stop,
    emit: &mut dyn FnMut(&Event),
) -> Result<(), RunError> {
    let mut device = Some(attach(options).await?);
    let names = file_names(&cases);
    for (case, name) in cases.into_iter().zip(names) {
        let one = match device.take() {
            Some(one) => one,
            None => attach(options).await?,
        };
        // As long as the steps of the case at most.
        let (sender, mut receiver) = mpsc::unbounded_channel();
        let tell = move |event: Event| {
            let _told = sender.send(event);
        };
        let running = async {
            let finished = case::run(&case, options, Some(one), stop.clone(), &tell).await;
            drop(tell);
            finished
        };
        let mut running = std::pin::pin!(running);
        let finished = loop {
            tokio::select! {
                biased;
                Some(event) = receiver.recv() => emit(&event),
                finished = &mut running => break finished,
            }
        };
        while let Some(event) = receiver.recv().await {
            emit(&event);
        }
        if let (Some(folder), Some(transcripts)) = (&options.transcripts, &finished.transcripts) {
            write(folder, &name, transcripts)?;
        }
        // After an error the link is opened anew.
        device = finished
            .device
            .filter(|_| !matches!(finished.result.verdict, Verdict::Error { .. }));
        emit(&Event::FlowFinished(finished.result));
    }
    Ok(())
}

async fn attach(options: &RunOptions) -> Result<Device, RunError> {
    let log = if options.transcripts.is_some() {
        LinkLog::new()
    } else {
        LinkLog::default()
    };
    let open_options = OpenOptions {
        timeouts: options.timeouts,
        log: log.clone(),
    };
    let transport = open(&options.target, None, open_options)
        .await
        .map_err(|source| RunError::Device {
            target: options.target.to_string(),
            source,
        })?;
    Ok(Device { transport, log })
}

/// Writes `CASE.txt` and `CASE.link.txt`.
fn write(folder: &Path, name: &str, transcripts: &Transcripts) -> Result<(), RunError> {
    for (extension, text) in [("txt", &transcripts.es10), ("link.txt", &transcripts.link)] {
        let path = folder.join(format!("{name}.{extension}"));
        std::fs::write(&path, text).map_err(|source| RunError::Transcript {
            path: path.display().to_string(),
            source,
        })?;
    }
    Ok(())
}

/// Names of the files of each case. Where two would be the same, as when two files have a flow of one name, the
/// later one gets a number: no transcript is lost.
fn file_names(cases: &[Case]) -> Vec<String> {
    let mut taken = BTreeMap::new();
    let numbered = cases.iter().map(|case| {
        let name = file_name(&case.info);
        let before: &mut usize = taken.entry(name.clone()).or_default();
        *before += 1;
        if *before == 1 {
            name
        } else {
            format!("{name}~{before}")
        }
    });
    numbered.collect()
}

/// Name of the files of a case: `delete-twice`, `delete-twice.by-aid`.
pub fn file_name(info: &CaseInfo) -> String {
    let plain = |text: &str| -> String {
        let replaced = text.chars().map(|c| {
            if c.is_ascii_alphanumeric() || "-_".contains(c) {
                c
            } else {
                '-'
            }
        });
        replaced.collect()
    };
    let row = info
        .parameters
        .iter()
        .map(|(key, value)| format!(".{}-{}", plain(key), plain(value)));
    plain(&info.flow) + &row.collect::<String>()
}
