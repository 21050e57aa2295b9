//! No bytes make the AT grammar panic, and a command line that is written is read as it was meant.

use proptest::collection::vec;
use proptest::prelude::*;
use signoff_protocol::at::{
    AnswerReader, Command, CommandLine, FinalResult, LineSplitter, Operation, Parameter, RestrictedAnswer,
    SessionId, UiccAnswer, classify, parameters,
};

fn parameter() -> impl Strategy<Value = Parameter> {
    prop_oneof![
        Just(Parameter::Empty),
        any::<u32>().prop_map(Parameter::number),
        "[0-9A-Za-z+._-]{1,12}".prop_map(Parameter::Bare),
        // Quotes, backslashes, commas, semicolons and control characters among them.
        any::<String>().prop_map(Parameter::Quoted),
        "[\\\\\"0-9;,\\x00-\\x1F]{0,12}".prop_map(Parameter::Quoted),
    ]
}

fn command() -> impl Strategy<Value = Command> {
    let operation = prop_oneof![
        Just(Operation::Execute),
        Just(Operation::Read),
        Just(Operation::Test),
        vec(parameter(), 1..5).prop_map(Operation::Set),
    ];
    prop_oneof![
        (any::<bool>(), "[E-RT-Z]", proptest::option::of(any::<u32>())).prop_map(
            |(ampersand, letter, number)| {
                Command::Basic {
                    ampersand,
                    letter: letter.chars().next().unwrap_or('E'),
                    number,
                }
            }
        ),
        (any::<u32>(), proptest::option::of(any::<u32>()))
            .prop_map(|(number, value)| Command::Register { number, value }),
        ("[+^!#$*%][A-Z][A-Z0-9]{0,8}", operation)
            .prop_filter_map("a name", |(name, operation)| Command::extended(&name, operation)),
    ]
}

proptest! {
    #[test]
    fn a_written_line_is_read_as_it_was_meant(commands in vec(command(), 0..5)) {
        let line = CommandLine { commands };
        let text = line.to_string();
        prop_assert!(!text.contains(['\r', '\n']), "{text:?} would end early");
        prop_assert_eq!(CommandLine::parse(&text), Ok(line), "{:?}", text);
    }

    #[test]
    fn a_written_result_is_read_as_it_was_meant(number in any::<u16>(), text in "[a-zA-Z][a-zA-Z ]{0,20}[a-z]") {
        for result in [
            FinalResult::Cme(signoff_protocol::at::CmeError::new(number)),
            FinalResult::CmeText(text.clone()),
            FinalResult::Cms(number.to_string()),
            FinalResult::Connect(text),
        ] {
            prop_assert_eq!(FinalResult::parse(&result.to_string()), Some(result));
        }
    }

    #[test]
    fn an_apdu_survives_command_and_answer(apdu in vec(any::<u8>(), 0..600)) {
        let line = Command::csim(&apdu).to_line();
        let parsed = CommandLine::parse(&line).expect("ours");
        let Some(Command::Extended { operation: Operation::Set(parameters), .. }) = parsed.commands.first() else {
            panic!("{line}");
        };
        let body = format!("{},{}", parameters[0], parameters[1]);
        prop_assert_eq!(UiccAnswer::parse(&body), Ok(UiccAnswer { response: apdu }));
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in any::<String>(), sent in any::<String>()) {
        let _ = CommandLine::parse(&text);
        let _ = CommandLine::parse(&format!("AT{text}"));
        let _ = CommandLine::parse(&format!("AT+X={text}"));
        let _ = classify(&text, &sent);
        let _ = parameters(&text);
        let _ = SessionId::parse(&text);
        let _ = UiccAnswer::parse(&text);
        let _ = RestrictedAnswer::parse(&text);
        let _ = FinalResult::parse_numeric(&text);
    }

    #[test]
    fn lines_do_not_depend_on_how_bytes_arrive(bytes in vec(prop_oneof![any::<u8>(), Just(b'\r'), Just(b'\n')], 0..200), cut in 1..40_usize) {
        let lines = |chunk: usize| {
            let mut splitter = LineSplitter::with_limit(30);
            bytes.chunks(chunk).for_each(|chunk| splitter.push(chunk));
            let found: Vec<_> = std::iter::from_fn(|| splitter.next_line()).collect();
            (found, splitter.partial().to_vec())
        };
        prop_assert_eq!(lines(usize::MAX), lines(cut));
    }

    #[test]
    fn an_answer_reader_survives_any_bytes(bytes in vec(any::<u8>(), 0..300), sent in any::<String>()) {
        let mut reader = AnswerReader::default();
        reader.sent(&sent);
        reader.push(&bytes);
        while reader.next().is_some() {}
    }
}
