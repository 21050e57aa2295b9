//! Every flow of fixtures/flows/fail is refused with the diagnostic that stands beside it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use signoff_harness::flow::{Place, Source, load};

const WIDTH: usize = 100;

fn rendered(path: &Path) -> std::io::Result<String> {
    let source = Arc::new(Source {
        name: path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        text: fs::read_to_string(path)?,
        folder: Some("cards-of-nobody".into()),
    });
    Ok(match load(&source, None) {
        Ok(cases) => format!("no mistake found, {} cases\n", cases.len()),
        Err(diagnostics) => diagnostics.render(false, WIDTH),
    })
}

/// `SIGNOFF_BLESS=1 cargo test` writes the expected diagnostics; the change is then read and committed by hand.
#[test]
fn every_wrong_flow_has_its_diagnostic() {
    let folder = signoff_fixtures::root().join("flows/fail");
    let bless = std::env::var_os("SIGNOFF_BLESS").is_some();
    let mut paths: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .collect();
    paths.sort();
    assert!(paths.len() >= 15, "only {} wrong flows", paths.len());
    let mut different = String::new();
    for path in paths {
        let got = rendered(&path).unwrap();
        let beside = path.with_extension("err");
        if bless {
            fs::write(&beside, &got).unwrap();
        }
        let want = fs::read_to_string(&beside).unwrap_or_default();
        if got != want {
            writeln!(
                different,
                "{}:\n--- expected\n{want}+++ found\n{got}",
                path.display()
            )
            .unwrap();
        }
    }
    assert!(different.is_empty(), "{different}");
}

/// Every diagnostic stands beside a flow.
#[test]
fn no_diagnostic_is_left_over() {
    for entry in fs::read_dir(signoff_fixtures::root().join("flows/fail")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "err") {
            assert!(
                path.with_extension("yaml").exists(),
                "{} has no flow",
                path.display()
            );
        }
    }
}

/// Every flow that ships is free of mistakes, and so is every case of its matrix.
#[test]
fn every_shipped_flow_resolves() {
    let folder = signoff_fixtures::root().join("flows/pass");
    let mut wrong = String::new();
    for entry in fs::read_dir(&folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            let source = Source::read(&path).unwrap();
            match load(&source, None) {
                Err(diagnostics) => wrong.push_str(&diagnostics.render(false, WIDTH)),
                Ok(cases) if cases.iter().all(|case| case.name() == source.stem()) => {}
                Ok(_) => {
                    wrong.push_str(source.stem());
                    wrong.push_str(": another name than the flow\n");
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A line that fills screens is shown around the mistake only.
#[test]
fn a_very_long_line_is_cut() {
    let steps = vec!["{ list: {} }"; 5_000].join(", ");
    let text = format!(
        "flow: 1\nname: x\nabout: Long.\ncard: single\nsteps: [{steps}, {{ lisst: {{}} }}, {steps}]\n"
    );
    let source = Arc::new(Source {
        name: "x.yaml".to_owned(),
        text,
        folder: None,
    });
    let said = load(&source, None).unwrap_err().render(false, WIDTH);
    assert!(said.contains("x.yaml:5:"), "{said}");
    assert!(said.contains("{ lisst: {} }"), "{said}");
    assert!(said.lines().all(|line| line.chars().count() < 200), "{said}");
    let place = Place {
        line: 5,
        column: 70_021,
        offset: source.text.find("lisst").unwrap(),
        length: 5,
    };
    let shown = source.line_at(place);
    assert!(shown.contains("{ lisst: {} }") && shown.len() < 200, "{shown}");
}
