//! Wrong calls, as somebody meets them who reads Chinese.

#![expect(clippy::expect_used, reason = "helpers of tests fail the test by a panic")]

use std::path::Path;
use std::process::{Command, Output};

fn signoff(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_signoff"))
        .args(["--lang", "zh"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program runs")
}

const fn is_chinese(letter: char) -> bool {
    matches!(letter, '\u{4e00}'..='\u{9fff}')
}

/// Four lower-case words in a row are a sentence, or what is left of one. What stands in backquotes is a command.
fn has_english_sentence(line: &str) -> bool {
    let outside: String = line.split('`').step_by(2).collect();
    let mut words = 0;
    outside.split(' ').any(|word| {
        let is_word = word.len() > 1 && word.chars().all(|letter| letter.is_ascii_lowercase());
        words = if is_word { words + 1 } else { 0 };
        words >= 4
    })
}

#[test]
fn an_english_sentence_is_known() {
    for (line, want) in [
        ("cannot read the file", true),
        ("无法读取 x：permission denied", false),
        ("signoff profile list 列出所有 ICCID", false),
        (
            "建议：`signoff simulate smdp is running there` 是否正在那里运行",
            false,
        ),
        ("give another folder with --state", true),
    ] {
        assert_eq!(has_english_sentence(line), want, "{line}");
    }
}

/// The line of the error, and that of the advice.
#[track_caller]
fn check(arguments: &[&str], code: i32, part: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("pin.txt"), "secret\n").expect("written");
    std::fs::write(folder.path().join("root.pem"), "no certificate").expect("written");
    std::fs::write(folder.path().join("answers.yaml"), "calls: {}\n").expect("written");
    let output = signoff(folder.path(), arguments);
    let text = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {text}");
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("错误：") || line.starts_with("建议："))
        .collect();
    assert!(!lines.is_empty(), "{arguments:?}: {text}");
    for line in lines {
        let said = line.split_once('：').map_or("", |(_, said)| said);
        assert!(said.chars().any(is_chinese), "{arguments:?}: {line}");
        assert!(!has_english_sentence(said), "{arguments:?}: {line}");
    }
    assert!(text.contains(part), "{arguments:?}: {part} in {text}");
}

#[test]
fn arguments_that_cannot_be() {
    for (arguments, part) in [
        (&["fly"][..], "没有命令 fly"),
        (&["run", "--fly"], "没有参数 --fly"),
        (&["run", "--color", "blue"], "可用的值：auto, always, never"),
        (&["run", "--seed", "many"], "应为整数"),
        (&["run", "--expendable", "12"], "应为 18 至 20"),
        (&["profile", "list", "--target", "usb"], "不是目标"),
        (&["profile", "download", "abc"], "激活码应以"),
        (&["profile", "download"], "缺少必需的参数"),
        (
            &["operator", "quote", "8932010000000000012", "--end", "soon"],
            "不是终止方式",
        ),
        (&["verify"], "缺少必需的参数：<PROFILE>"),
        (&["verify", "x", "--resolve", "a"], "应为 HOST=IP:PORT"),
        (&["verify", "x", "--smdp", "x"], "应为 http://"),
        (&["operator", "lines", "--operator", "x"], "应为 http://"),
        (&["operator", "admin", "clock", "--to", "x"], "应为带时区的时刻"),
        (&["simulate", "operator", "--today", "x"], "应为日期"),
        (&["simulate", "modem", "--baud", "1"], "应在 300..=4000000 之内"),
        (
            &["profile", "download", "--default-smdp", "--cancel-at", "x"],
            "不是下载的阶段",
        ),
        (&["profile", "download", ""], "激活码应以"),
        (
            &["backup", "--out", "x", "--pin-file", "a", "--pin-env", "b"],
            "不能与",
        ),
    ] {
        check(arguments, 2, part);
    }
}

#[test]
fn files_and_names_that_are_not_there() {
    for (arguments, part) in [
        (
            &["run", "absent.yaml"][..],
            "无法读取 absent.yaml：没有那个文件或目录",
        ),
        (&["run", "shipped:absent"], "没有内置流程 absent"),
        (&["run", "--card", "absent"], "没有名为 \"absent\" 的内置卡"),
        (&["run", "--dut", "absent.yaml"], "没有那个文件或目录"),
        (&["profile", "list", "--card", "absent"], "无法读取卡文件 absent"),
        (&["profile", "delete", "8932"], "既不是 ICCID"),
        (&["profile", "enable", "holiday"], "这张卡上的名称"),
        (&["restore", "absent"], "没有那个文件或目录"),
        (
            &["backup", "--out", "x", "--pin-file", "pin.txt"],
            "PIN 为四到八位数字",
        ),
        (
            &["backup", "--out", "x", "--pin-env", "NO_SUCH_PIN"],
            "没有存放 PIN 的环境变量",
        ),
        (&["backup", "--out", "pin.txt"], "已经存在"),
        (&["decode", "0G"], "不是十六进制数字"),
        (&["notification", "replay", "pin.txt"], "这不是导出的通知行"),
        (&["decode", "012"], "不能组成完整的字节"),
        (
            &["simulate", "smdp", "--smdp", "absent"],
            "无法读取 SM-DP+ 文件 absent",
        ),
        (&["simulate", "smdp", "--bind", "0.0.0.0:0"], "不是本机回环地址"),
        (&["lab", "--bind", "0.0.0.0:0"], "不是回环地址"),
        (&["smdp", "order", "absent"], "既不是 ICCID，也不是配置文件的名称"),
        (
            &["notification", "export", "--archive", "absent"],
            "没有存档 absent",
        ),
        (
            &["operator", "lines", "--answers", "answers.yaml"],
            "没有 `operator` 一节",
        ),
        (
            &["notification", "deliver", "--all", "--tls-root", "root.pem"],
            "其中没有证书",
        ),
    ] {
        check(arguments, 2, part);
    }
}

#[test]
fn devices_and_servers_that_do_not_answer() {
    for (arguments, part) in [
        (
            &["profile", "list", "--target", "serial:/dev/absent"][..],
            "没有这个端口",
        ),
        (&["run", "--target", "serial:/dev/absent"], "没有这个端口"),
        (&["profile", "list", "--target", "tcp:127.0.0.1:1"], "连接被拒绝"),
        (
            &["profile", "list", "--target", "pty:absent"],
            "没有这个名称的调制解调器",
        ),
        (&["smdp", "state", "--at", "127.0.0.1:1"], "没有应答"),
        (&["profile", "list", "--state", "pin.txt"], "不是模拟卡的状态"),
        (
            &["simulate", "smdp", "--state", "pin.txt"],
            "无法创建文件夹 pin.txt",
        ),
        (
            &["simulate", "smdp", "--public", "--bind", "192.0.2.1:1"],
            "无法在 192.0.2.1:1 提供服务：本机没有该地址",
        ),
        (
            &["simulate", "operator", "--public", "--bind", "192.0.2.1:1"],
            "本机没有该地址",
        ),
        (
            &[
                "operator",
                "lines",
                "--operator",
                "http://127.0.0.1:1",
                "--account",
                "1",
                "--code",
                "2",
            ],
            "无法连接 http://127.0.0.1:1/ 处的运营商柜台：连接被拒绝",
        ),
    ] {
        check(arguments, 3, part);
    }
}

#[test]
fn what_the_card_or_protection_refuses() {
    for (arguments, code, part) in [
        (&["profile", "delete", "proximus"][..], 1, "DeleteProfile 被拒绝"),
        (&["profile", "list", "--card", "plain-uicc"], 1, "没有找到 ISD-R"),
        (&["notification", "show", "999"], 1, "没有序号为 999 的通知"),
        (
            &["profile", "disable", "contract", "--card", "protected"],
            4,
            "未声明为可丢弃",
        ),
        (
            &["backup", "--out", "x", "--card", "empty"],
            1,
            "没有已启用的配置文件",
        ),
    ] {
        check(arguments, code, part);
    }
}

#[test]
fn what_a_restoration_has_no_room_for_is_told_in_chinese() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = signoff(folder.path(), &["backup", "--card", "contacts", "--out", "mine"]);
    assert_eq!(made.status.code(), Some(0));
    let restored = signoff(
        folder.path(),
        &["restore", "mine", "--card", "single", "--dry-run"],
    );
    let text = String::from_utf8(restored.stderr).expect("text");
    assert!(text.contains("联系人 \"Mam\"："), "{text}");
    for line in text.lines() {
        assert!(
            line.chars().any(is_chinese) && !has_english_sentence(line),
            "{line}"
        );
    }
}

#[test]
fn what_steps_are_answered_is_told_in_chinese_and_kept_in_english() {
    let folder = tempfile::tempdir().expect("a folder");
    let flow = "flow: 1\nname: listed\nabout: A test.\ncard: single\nsteps:\n  - list: {}\n  - verify: { pending: 0 }\n";
    std::fs::write(folder.path().join("listed.yaml"), flow).expect("written");
    let output = signoff(
        folder.path(),
        &["run", "-v", "listed.yaml", "--json", "report.json"],
    );
    let text = String::from_utf8(output.stdout).expect("text");
    assert_eq!(output.status.code(), Some(0), "{text}");
    for part in ["1 个配置文件：", "没有通知"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    let report = std::fs::read_to_string(folder.path().join("report.json")).expect("a report");
    assert!(
        report.contains("1 profile: ") && !report.contains("配置文件"),
        "{report}"
    );
}

#[test]
fn help_and_manual_are_chinese() {
    let folder = tempfile::tempdir().expect("a folder");
    for (arguments, parts) in [
        (
            &["--help"][..],
            &[
                "用法：signoff [选项] <命令>",
                "  lab           启动模拟设备",
                "[默认值：auto]",
                "\n退出码：0 通过",
            ][..],
        ),
        (
            &["run", "--help"],
            &[
                "参数：\n  [PATH]...\n          流程文件",
                "示例：\n  signoff run\n",
            ],
        ),
        (&["remove", "-h"], &["[可用的值：delete, memory_reset"]),
        (
            &["help", "operator"],
            &[
                "用法：signoff operator [选项] <命令>",
                "identify   说明是谁在询问",
            ],
        ),
        (&["man"], &[".SH 名称\n", ".SH 选项\n", "输出更多内容"]),
    ] {
        // A locale would do as well, and `help` takes no options.
        let output = Command::new(env!("CARGO_BIN_EXE_signoff"))
            .args(arguments)
            .env("LC_ALL", "zh_CN.UTF-8")
            .current_dir(folder.path())
            .output()
            .expect("the program runs");
        let text = String::from_utf8(output.stdout).expect("text");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        for part in parts {
            assert!(text.contains(part), "{arguments:?}: {part} in\n{text}");
        }
        for word in ["Usage", "Options", "Possible values", "Print help", "Example"] {
            assert!(!text.contains(word), "{arguments:?}: {word} in\n{text}");
        }
    }
    let output = signoff(folder.path(), &["man", "--dir", "man"]);
    assert_eq!(output.status.code(), Some(0));
    let page = std::fs::read_to_string(folder.path().join("man/signoff-profile-list.1")).expect("a page");
    assert!(page.contains("列出配置文件"), "{page}");
}
