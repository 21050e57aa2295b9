//! Every case of every shipped flow is a test of its own: on `sim:`, and over a pseudo-terminal in both modes with
//! the same ES10 transcript.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use signoff_harness::flow::{ResolvedFlow, Source, load};
use signoff_harness::runner::{Case, Event, RunOptions, Stop, Verdict, run};
use signoff_harness::transcript::first_difference;
use signoff_harness::transport::{Target, Timeouts};

const LINKS: [&str; 2] = ["pty:quectel-eg25?mode=cgla", "pty:quectel-eg25?mode=csim"];

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let mut trials = vec![Trial::test("there are at least 40 shipped flows", || {
        let flows = Source::all_shipped().len();
        if flows < 40 {
            Err(format!("{flows} flows").into())
        } else {
            Ok(())
        }
    })];
    for source in Source::all_shipped() {
        match load(&source, None) {
            Ok(flows) => {
                for flow in flows {
                    let name = flow.case_name();
                    let on_sim = flow.clone();
                    trials.push(Trial::test(format!("sim {name}"), move || passes(on_sim)));
                    trials.push(Trial::test(format!("pty {name}"), move || same_over_links(&flow)));
                }
            }
            Err(diagnostics) => {
                let text = diagnostics.render(false, 100);
                trials.push(Trial::test(source.name.clone(), move || Err(text.into())));
            }
        }
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// Runs one case; gives its ES10 transcript, or `None` when it does not apply to the target.
fn transcript(flow: ResolvedFlow, target: &str, folder: &Path) -> Result<Option<String>, Failed> {
    let target: Target = target.parse()?;
    let mut options = RunOptions::simulated(1);
    options.target = target;
    options.timeouts = Timeouts::simulated();
    options.transcripts = Some(folder.to_owned());
    let case = Case::new(0, flow);
    let mut verdict = None;
    let mut emit = |event: &Event| {
        if let Event::FlowFinished(result) = event {
            verdict = Some(result.verdict.clone());
        }
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(run(vec![case], options, Stop::never(), &mut emit))?;
    match verdict {
        Some(Verdict::Pass) => {
            let path = transcript_in(folder)?;
            Ok(Some(std::fs::read_to_string(path)?))
        }
        Some(Verdict::NotApplicable(_)) => Ok(None),
        Some(Verdict::Fail(mismatch)) => Err(mismatch.to_string().into()),
        other => Err(format!("{other:?}").into()),
    }
}

/// The ES10 transcript of the only case that was run.
fn transcript_in(folder: &Path) -> Result<PathBuf, Failed> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if !path.to_string_lossy().ends_with(".link.txt") {
            return Ok(path);
        }
    }
    Err("no transcript was written".into())
}

fn passes(flow: ResolvedFlow) -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    match transcript(flow, "sim:", folder.path())? {
        Some(_) => Ok(()),
        None => Err("a shipped flow must apply to sim:".into()),
    }
}

fn same_over_links(flow: &ResolvedFlow) -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let on_sim = transcript(flow.clone(), "sim:", folder.path())?.unwrap_or_default();
    for link in LINKS {
        let Some(over_link) = transcript(flow.clone(), link, folder.path())
            .map_err(|error| Failed::from(format!("{link}: {}", error.message().unwrap_or_default())))?
        else {
            continue;
        };
        if let Some(difference) = first_difference(&on_sim, &over_link) {
            return Err(format!("{link} differs from sim: at {difference}").into());
        }
    }
    Ok(())
}
