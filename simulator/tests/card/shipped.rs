//! Every card that ships can be made and powered on.

use signoff_simulator::Card;
use signoff_simulator::card_file::CardFile;

#[test]
fn every_shipped_card_powers_on() {
    let names = signoff_fixtures::cards();
    assert!(names.contains(&"traveller".to_owned()), "{names:?}");
    for name in names {
        let text = signoff_fixtures::card(&name).expect("a listed card");
        let file = CardFile::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let mut card = Card::new(&file, 1).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        card.power_on().unwrap_or_else(|_| panic!("{name} is mute"));
        assert!(
            file.about.ends_with('.'),
            "{name}: about is a sentence: {}",
            file.about
        );
        for profile in &file.profiles {
            let deviant = profile.iccid.to_string().contains(|c: char| !c.is_ascii_digit());
            assert!(
                profile.iccid.has_valid_luhn() || deviant,
                "{name}: the check digit of {} is wrong",
                profile.iccid
            );
        }
    }
}
