//! The command as a user meets it: exit codes, messages, help.

#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "helpers of tests fail the test by a panic"
)]

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

fn signoff(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_signoff"))
        .env("LC_ALL", "C")
        .args(arguments)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("COLUMNS")
        .output()
        .expect("the program runs")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("no signal")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text")
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn write(folder: &Path, name: &str, steps: &str) {
    let stem = name.trim_end_matches(".yaml");
    let text = format!("flow: 1\nname: {stem}\nabout: A test.\ncard: traveller\nsteps:\n{steps}");
    std::fs::write(folder.join(name), text).expect("written");
}

const PASSES: &str = "  - delete: { profile: orange, expect: done }\n  - verify: { pending: 1 }\n";
const FAILS: &str =
    "  - delete: { profile: orange, label: first, expect: { refused: profile_not_in_disabled_state } }\n";

#[test]
fn a_flow_that_passes_is_0_and_one_that_fails_is_1_with_step_and_both_values() {
    let folder = folder();
    write(folder.path(), "good.yaml", PASSES);
    let output = signoff(folder.path(), &["run", "good.yaml"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(
        out(&output).contains("1 passed, 0 failed, 0 not applicable"),
        "{}",
        out(&output)
    );
    write(folder.path(), "bad.yaml", FAILS);
    let output = signoff(folder.path(), &["run", ".", "--seed", "7"]);
    assert_eq!(code(&output), 1);
    let text = out(&output);
    for part in [
        "bad.yaml:6:5, step 1 (delete, \"first\")",
        "expected refused: profile_not_in_disabled_state",
        "got      done",
        "again: signoff run ./bad.yaml --seed 7",
        "1 passed, 1 failed",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn the_command_that_is_printed_fails_again() {
    let folder = folder();
    write(folder.path(), "bad.yaml", FAILS);
    let text = out(&signoff(
        folder.path(),
        &["run", "bad.yaml", "--target", "pty:quectel-eg25?mode=csim"],
    ));
    let again = text
        .lines()
        .find_map(|line| line.trim().strip_prefix("again: signoff "))
        .expect(&text);
    let words: Vec<&str> = again.split(' ').map(|word| word.trim_matches('\'')).collect();
    assert_eq!(code(&signoff(folder.path(), &words)), 1, "{again}");
}

#[test]
fn a_mistake_in_a_flow_is_2_with_its_place_and_a_hint_and_nothing_runs() {
    let folder = folder();
    write(
        folder.path(),
        "wrong.yaml",
        "  - delete: { profile: orangé }\n  - delet: { profile: orange }\n",
    );
    let output = signoff(folder.path(), &["run", "wrong.yaml"]);
    assert_eq!(code(&output), 2);
    let text = err(&output);
    for part in ["wrong.yaml:7:5", "delet", "help: ", "nothing was run"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert_eq!(out(&output), "");
}

#[test]
fn wrong_arguments_are_2_and_say_what_is_right() {
    let folder = folder();
    for (arguments, part) in [
        (&["run", "nowhere.yaml"][..], "cannot read nowhere.yaml"),
        (&["run", "--target", "usb:1"], "targets are sim:"),
        (&["run", "--card", "nobody"], "traveller"),
        (&["run", "--expendable", "12"], "give an ICCID or all"),
        (&["run", "shipped:nothing"], "no flow nothing ships"),
        (&["frobnicate"], "unrecognized subcommand"),
        (
            &["profile", "delete", "nobody"],
            "names of this card: home, proximus, orange, base",
        ),
        (&["decode", "BF3"], "hex digits"),
        (&["simulate", "modem", "--modem", "nobody"], "quectel-eg25"),
        (
            &["profile", "list", "--target", "tcp:127.0.0.1:1", "--state", "x"],
            "--state",
        ),
    ] {
        let output = signoff(folder.path(), arguments);
        assert_eq!(code(&output), 2, "{arguments:?}: {}", err(&output));
        assert!(err(&output).contains(part), "{part} in {}", err(&output));
    }
}

#[test]
fn a_port_that_is_missing_or_talks_rubbish_is_3_within_its_deadline() {
    let folder = folder();
    write(folder.path(), "good.yaml", PASSES);
    let rubbish = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let target = format!("tcp:{}", rubbish.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for client in rubbish.incoming() {
            let mut client = client.expect("a client");
            std::thread::spawn(move || {
                while std::io::Write::write_all(&mut client, &[0x00, 0xFF, 0x80, b'?', b'\r', b'\n']).is_ok()
                {
                }
            });
        }
    });
    for target in ["serial:/dev/no-such-port", "tcp:127.0.0.1:1", &target] {
        let started = Instant::now();
        let arguments = [
            "run",
            "good.yaml",
            "--target",
            target,
            "--timeout-ms",
            "500",
            "--expendable",
            "all",
        ];
        let output = signoff(folder.path(), &arguments);
        assert_eq!(code(&output), 3, "{target}: {} {}", out(&output), err(&output));
        assert!(
            started.elapsed() < Duration::from_secs(10),
            "{target}: {:?}",
            started.elapsed()
        );
        let place = target.split_once(':').expect("a scheme").1;
        assert!(err(&output).contains(place), "{target}: {}", err(&output));
    }
}

/// A modem that is served by another process, and ends with it.
struct Served {
    process: std::process::Child,
    target: String,
}

impl Served {
    fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_signoff"))
            .env("LC_ALL", "C")
            .args(["simulate", "modem"])
            .args(arguments)
            .current_dir(folder)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let mut line = String::new();
        let mut reader = std::io::BufReader::new(process.stdout.take().expect("a pipe"));
        std::io::BufRead::read_line(&mut reader, &mut line).expect("the path");
        Self {
            process,
            target: line.trim().to_owned(),
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.process.kill().expect("it still runs");
        self.process.wait().expect("it ends");
    }
}

#[test]
fn what_is_not_expendable_is_4_and_nothing_is_changed() {
    let folder = folder();
    write(folder.path(), "good.yaml", PASSES);
    let served = Served::start(folder.path(), &["--card", "traveller", "--tcp", "127.0.0.1:0"]);
    let target = served.target.as_str();
    let before = out(&signoff(folder.path(), &["profile", "list", "--target", target]));
    assert!(before.contains("8932100000000000013"), "{before}");
    let arguments = ["run", "good.yaml", "--target", target, "--transcript", "out"];
    let output = signoff(folder.path(), &arguments);
    assert_eq!(code(&output), 4, "{} {}", out(&output), err(&output));
    assert!(
        out(&output).contains("--expendable 8932100000000000013"),
        "{}",
        out(&output)
    );
    let transcript = std::fs::read_to_string(folder.path().join("out/good.txt")).expect("a transcript");
    assert!(
        transcript.contains("GetProfilesInfo") && !transcript.contains("\n  DeleteProfile"),
        "{transcript}"
    );
    let output = signoff(
        folder.path(),
        &["profile", "delete", "8932100000000000013", "--target", target],
    );
    assert_eq!(code(&output), 4, "{}", err(&output));
    let after = out(&signoff(folder.path(), &["profile", "list", "--target", target]));
    assert_eq!(before, after);
    let output = signoff(
        folder.path(),
        &[&arguments[..], &["--expendable", "8932100000000000013"]].concat(),
    );
    assert_eq!(code(&output), 0, "{} {}", out(&output), err(&output));
}

#[test]
fn a_flow_for_another_card_is_not_applicable_and_says_why() {
    let folder = folder();
    write(folder.path(), "good.yaml", PASSES);
    let served = Served::start(folder.path(), &["--card", "single", "--tcp", "127.0.0.1:0"]);
    let arguments = [
        "run",
        "good.yaml",
        "--target",
        &served.target,
        "--expendable",
        "all",
    ];
    let output = signoff(folder.path(), &arguments);
    assert_eq!(code(&output), 3);
    let text = out(&output);
    assert!(text.contains("n/a   good"), "{text}");
    assert!(text.contains("the flow's card traveller has"), "{text}");
    assert!(
        text.contains("no flow applies to this device: nothing was tested"),
        "{text}"
    );
}

#[test]
fn the_state_of_a_card_outlives_the_command() {
    let folder = folder();
    let run = |arguments: &[&str]| {
        let output = signoff(
            folder.path(),
            &[arguments, &["--card", "traveller", "--state", "card"]].concat(),
        );
        (code(&output), out(&output) + &err(&output))
    };
    assert_eq!(
        run(&["profile", "delete", "orange"]),
        (0, "DeleteProfile: done\n".to_owned())
    );
    let (exit, text) = run(&["profile", "delete", "orange"]);
    assert_eq!(exit, 1, "{text}");
    assert!(text.contains("iccidOrAidNotFound"), "{text}");
    assert!(!run(&["profile", "list"]).1.contains("Orange"));
    assert!(run(&["notification", "list"]).1.contains("smdp.orange.example"));
    assert!(run(&["notification", "show", "1"]).1.contains("signature valid"));
    assert_eq!(run(&["notification", "remove", "1"]).0, 0);
    assert_eq!(run(&["notification", "list"]).1, "no notifications\n");
    assert_eq!(run(&["profile", "nickname", "base", "Spare"]).0, 0);
    assert!(run(&["profile", "list"]).1.contains("Spare"));
}

#[test]
fn one_seed_gives_one_transcript_and_reports_are_written() {
    let folder = folder();
    write(folder.path(), "good.yaml", PASSES);
    for round in ["a", "b"] {
        let json = format!("{round}.json");
        let arguments = [
            "run",
            "good.yaml",
            "--transcript",
            round,
            "--json",
            &json,
            "--junit",
            "report.xml",
        ];
        assert_eq!(code(&signoff(folder.path(), &arguments)), 0);
    }
    let read = |path: &str| std::fs::read_to_string(folder.path().join(path)).expect(path);
    assert_eq!(read("a/good.txt"), read("b/good.txt"));
    assert_eq!(read("a/good.link.txt"), read("b/good.link.txt"));
    let json: serde_json::Value = serde_json::from_str(&read("a.json")).expect("JSON");
    assert_eq!(json["summary"]["passed"], 1);
    assert!(read("report.xml").contains("<testcase name=\"good\""));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = folder();
    let mut process = Command::new(env!("CARGO_BIN_EXE_signoff"))
        .env("LC_ALL", "C")
        .args(["run", "-v"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    drop(process.stdout.take());
    let output = process.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(err(&output), "");
}

#[test]
fn decode_reads_bytes_and_says_where_understanding_ends() {
    let folder = folder();
    let output = signoff(folder.path(), &["decode", "BF33 03 800100"]);
    assert_eq!(
        (code(&output), out(&output).as_str()),
        (0, "DeleteProfile response\n  result: ok (0)\n")
    );
    assert_eq!(code(&signoff(folder.path(), &["decode", "BF3305800100"])), 1);
}

#[test]
fn every_help_has_an_example() {
    let folder = folder();
    let mut all = String::new();
    for command in [
        "",
        "run",
        "ports",
        "probe",
        "profile",
        "profile list",
        "profile enable",
        "profile disable",
        "profile delete",
        "profile nickname",
        "notification",
        "notification list",
        "notification show",
        "notification remove",
        "simulate",
        "simulate modem",
        "simulate card",
        "decode",
        "schema",
        "completions",
        "man",
    ] {
        let mut arguments: Vec<&str> = command.split(' ').filter(|word| !word.is_empty()).collect();
        arguments.push("--help");
        let output = signoff(folder.path(), &arguments);
        let text = out(&output);
        assert_eq!(code(&output), 0, "{command}");
        assert!(text.contains("Example"), "{command}: {text}");
        all.extend(["$ signoff ", &arguments.join(" "), "\n"]);
        for line in text.lines() {
            all.push_str(line.trim_end());
            all.push('\n');
        }
        all.push('\n');
    }
    insta::assert_snapshot!("help", all);
}

#[test]
fn schemas_completions_and_manual_are_printed() {
    let folder = folder();
    for (arguments, part) in [
        (&["schema"][..], "memory_reset"),
        (&["schema", "card"], "notification"),
        (&["schema", "modem"], "max_line_chars"),
        (&["schema", "dut"], "expendable"),
        (&["schema", "report"], "signoff_report"),
        (&["completions", "bash"], "complete -F _signoff"),
        (&["man"], ".TH signoff"),
    ] {
        let output = signoff(folder.path(), arguments);
        assert_eq!(code(&output), 0);
        assert!(out(&output).contains(part), "{arguments:?}");
    }
    assert_eq!(code(&signoff(folder.path(), &["man", "--dir", "man"])), 0);
    assert!(folder.path().join("man/signoff-run.1").exists());
}

#[test]
fn the_locale_chooses_the_language_and_the_option_overrides_it() {
    let folder = folder();
    let heading = |locale: &[(&str, &str)], arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_signoff"))
            .args(["profile", "list"])
            .args(arguments)
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env_remove("LANG")
            .envs(locale.iter().copied())
            .current_dir(folder.path())
            .output()
            .expect("the program runs");
        assert_eq!(code(&output), 0, "{}", err(&output));
        out(&output).lines().next().unwrap_or_default().to_owned()
    };
    let english = "ICCID                STATE     CLASS        PROVIDER        NAME              NICKNAME  RULES  ISD-P";
    let chinese =
        "ICCID                状态    类别  运营商          名称              昵称  策略规则  ISD-P";
    for (locale, arguments, want) in [
        (&[][..], &[][..], english),
        (&[("LANG", "zh_CN.UTF-8")], &[], chinese),
        (
            &[("LANG", "zh_CN.UTF-8"), ("LC_MESSAGES", "en_GB.UTF-8")],
            &[],
            english,
        ),
        (
            &[("LANG", "en_GB.UTF-8"), ("LC_ALL", "zh_CN.UTF-8")],
            &[],
            chinese,
        ),
        (&[("LANG", "zh_CN.UTF-8")], &["--lang", "en"], english),
        (&[], &["--lang", "zh"], chinese),
    ] {
        assert_eq!(heading(locale, arguments), want, "{locale:?} {arguments:?}");
    }
}

#[test]
fn errors_have_chinese_headings() {
    let folder = folder();
    let output = signoff(folder.path(), &["run", "absent.yaml", "--lang", "zh"]);
    assert_eq!(code(&output), 2, "{}", err(&output));
    let said = err(&output);
    assert!(said.starts_with("错误："), "{said}");
    assert!(said.contains("\n建议："), "{said}");
}
