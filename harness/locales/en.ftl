### English. Each command has its section; ids begin with the section's name. zh.ftl has the same messages.

## common: every command

common-error = error:{ " " }
common-help = help:{ " " }
common-protected = { $reason }; nothing was changed
common-stopping = stopping: the command that is running ends first, then channels are closed
common-stopped-at-once = stopped at once: the state of the card is not known
common-milliseconds = { $number } ms
common-seconds = { $number } s
common-minutes = { $minutes } min { $seconds } s
common-labelled = { $label }: { $text }
common-nobody-answered = nobody answered; nothing was changed
common-separator = { ", " }

common-enabled = enabled
common-disabled = disabled
common-class-test = test
common-class-provisioning = provisioning
common-class-operational = operational
common-event-install = install
common-event-enable = enable
common-event-disable = disable
common-event-delete = delete

common-column-state = STATE
common-column-class = CLASS
common-column-provider = PROVIDER
common-column-name = NAME
common-column-nickname = NICKNAME
common-column-rules = RULES
common-column-number = NUMBER
common-column-event = EVENT
common-column-address = ADDRESS

## detect: signoff detect

detect-target = target
detect-modem = modem
detect-verdict = verdict
detect-removal = removal
detect-possible = possible on this device
detect-impossible = not possible on this device as it is
detect-why = Why
detect-also = Also
detect-about = What it says of itself
detect-tried = What was tried
detect-command = COMMAND
detect-answer = ANSWER
detect-next = What to do next
detect-fact-eid = EID
detect-fact-isd-r = ISD-R
detect-fact-version = SGP.22 version
detect-fact-firmware = firmware
detect-fact-packages = profile packages
detect-fact-memory = free memory
detect-bytes = { $bytes } bytes
detect-fact-capabilities = capabilities
detect-fact-verifies = CI that it trusts
detect-fact-signs = CI that it is certified by
detect-fact-eim = eIM
detect-unknown-ci = not known by name
detect-kind-no-modem = nothing answers there
detect-kind-test-mode = a modem in its factory test mode
detect-kind-no-apdu-access = a modem that lets nobody send APDUs
detect-kind-internal-lpa = a modem whose own LPA keeps the ISD-R
detect-kind-no-card = no card, or one that does not answer
detect-kind-uicc = a plain SIM card without eSIM functions
detect-kind-m2m = an eUICC for machines (SGP.02)
detect-kind-iot = an eUICC for the Internet of Things (SGP.32)
detect-kind-euicc = a consumer eUICC (SGP.22)
detect-kind-vendor-euicc = a consumer eUICC (SGP.22) with its vendor's AID
detect-reason-isd-r = an ISD-R answers under { $aid } ({ $family })
detect-reason-eid = it tells its EID { $eid } by ES10c.GetEID
detect-reason-version = it follows SGP.22 v{ $version } (EUICCInfo2)
detect-reason-iot = it follows SGP.32 v{ $version } (iotSpecificInfo of EUICCInfo2)
detect-reason-eim = it is managed by the eIM { $eim }
detect-reason-ecasd-of-isd-r = its ECASD tells the EID { $eid } by GET DATA
detect-reason-ecasd = an ECASD tells the EID { $eid } by GET DATA
detect-reason-secure-channel = it wants a secure channel, as SGP.02 demands: only its SM-SR manages it
detect-reason-not-ready = the card does not know of an LPAd (TERMINAL CAPABILITY), uses its own LPA, or waits for a reset
detect-reason-no-isd-r = no ISD-R can be selected, { $tried } AIDs were tried
detect-reason-usim = a USIM can be selected
detect-reason-no-usim = the card answers, and has no USIM
detect-reason-modem = { $command } is answered by { $answer }
detect-reason-no-access = the modem has a card, and lets nobody open a channel to it
detect-reason-test-mode = the modem is in its factory test mode, in which its card has no power
detect-reason-own-lpa = the modem says that its own LPA is on: it keeps the ISD-R
detect-reason-guards-isd-r = the modem refuses the ISD-R alone: other applications can be opened
detect-finding-no-profile = no profile is on the eUICC
detect-finding-no-enabled-profile = no profile is enabled
detect-finding-test-profile = a test profile is enabled; the operational profile before it can't be deleted until it is disabled
detect-finding-check-digits = the check digits of the EID are wrong
detect-finding-pending = notifications wait to be delivered
detect-finding-memory-full = there is no room for another profile
detect-advice-find-port = signoff ports lists the serial ports, and what answers there
detect-advice-leave-test-mode = send AT+CFUN=1 to leave the factory test mode, and check again
detect-advice-insert-card = insert a card, or choose the slot that has one, and check again
detect-advice-maybe-no-profile = some modems say so of an eUICC without an enabled profile: a card reader or phone tells for sure
detect-advice-other-access = try another port of the modem, a newer firmware of it, or the card in a reader or a phone
detect-advice-free-isd-r = send { $release }, then { $restart }, and check again; this changes a setting of the modem ({ $source })
detect-advice-ask-vendor = ask the modem's vendor how its own LPA is switched off; no command is known for this modem
detect-advice-plain-card = there is no eSIM to remove: end the contract, and keep or destroy the card
detect-advice-ask-sm-sr = have the operator remove the profile over the air; no LPA can do it (SGP.02)
detect-advice-ask-eim = have the eIM remove the profile; the device does what its package orders (SGP.32)
detect-advice-reset-card = reset the card or the modem, and check again
detect-advice-disable-test-profile = disable the test profile first
detect-advice-deliver-pending = deliver the notifications that wait: signoff notification deliver
detect-advice-remove = save contacts and messages, then remove the profile
detect-advice-nothing-to-remove = there is nothing to remove

## profile: signoff profile

profile-none = no profiles
profile-done = { $function }: done
profile-done-as-read = { $function }: done, as the state shows
profile-not-done = { $function }: not done, as the state shows
profile-answer-lost = the answer was lost ({ $reason }); reading the state back

profile-offered = { $name } by { $provider }, ICCID { $iccid }, from { $server }
profile-offered-with-rules = { $name } by { $provider }, ICCID { $iccid }, from { $server }, with policy rules that need the user's consent
profile-installing = installing { $bar } { $count } segments
profile-installed = { $iccid } installed, disabled, ISD-P { $aid }
profile-installed-as-read = { $iccid } installed, as the card shows; its answer was lost, disabled, ISD-P { $aid }
profile-not-declared = the profile { $iccid } was not installed: it is not declared for this card; the order stays as it was
profile-not-declared-help = declare it with --expendable { $iccid }
profile-download-cancelled = cancelled before { $stage }: { $reason }
profile-no-event = the SM-DS { $server } knows of nothing for this card
profile-download-unknown = it is not known whether the profile was installed: { $reason }
profile-download-unknown-help = signoff profile list tells, when the card answers again
profile-session-ended-by-card = ; the card ended the session too
profile-session-ended-by-both = ; card and server ended the session for { $reason }
profile-session-not-cancelled = ; the session could not be cancelled: { $problem }

## probe: signoff probe

probe-target = target
probe-modem = modem
probe-card = card
probe-firmware = firmware
probe-profiles = profiles
probe-memory = memory
probe-pending = pending
probe-tried = tried { $attempt }
probe-wrong-check-digits = { $eid }  (its check digits are wrong)
probe-package = package { $version }
probe-free =
    { $bytes } bytes free, { $applications ->
        [one] { $applications } application
       *[other] { $applications } applications
    } installed
probe-verifies = verifies for { $id }
probe-signs = signs for { $id }
probe-no-address = none
probe-notifications =
    { $count ->
        [one] { $count } notification
       *[other] { $count } notifications
    }

## backup: signoff backup

backup-pin =
    { $tries ->
        [one] PIN 1 of the profile (1 try left; a wrong PIN blocks it):{ " " }
       *[other] PIN 1 of the profile ({ $tries } tries left; it is sent once):{ " " }
    }
backup-pin-unknown-tries = PIN 1 of the profile (how many tries are left is not known; it is sent once):{ " " }
backup-pin-help = give it with --pin-file or --pin-env, or run the command in a terminal, which asks for it
backup-enable-help = --enable-for-backup enables it, reads it, and enables the other one again
backup-unreachable-help = for a modem that carries no APDUs: --via crsm, with mode=crsm in the target
backup-enabling = { $iccid } is not enabled; it is enabled for the backup
backup-read =
    { $iccid }: { $contacts ->
        [one] 1 contact
       *[other] { $contacts } contacts
    }, { $messages ->
        [one] 1 message
       *[other] { $messages } messages
    }
backup-own-number = own number { $number }
backup-pin-was-needed =
    { $tries ->
        [one] the PIN was right; 1 try was left
       *[other] the PIN was right; { $tries } tries were left
    }
backup-note = note: { $note }
backup-written = written to { $folder }

## restore: signoff restore

restore-misfit = does not fit: { $misfit }
restore-partial-help = --partial writes what fits
restore-written =
    { $iccid }: { $contacts ->
        [one] 1 contact
       *[other] { $contacts } contacts
    } and { $messages ->
        [one] 1 message
       *[other] { $messages } messages
    } written in { $records ->
        [one] 1 record
       *[other] { $records } records
    } and read back
restore-would-write =
    { $iccid }: { $contacts ->
        [one] 1 contact
       *[other] { $contacts } contacts
    } and { $messages ->
        [one] 1 message
       *[other] { $messages } messages
    } would be written in { $records ->
        [one] 1 record
       *[other] { $records } records
    }; nothing was written
restore-present =
    { $count ->
        [one] 1 is there already
       *[other] { $count } are there already
    }

## operator: signoff operator

operator-presence = { $presence ->
       *[other] { $presence }
    }
operator-code-sent = the operator sends a code if it knows the account; give it with --code
operator-identified = identified until { $until } by the clock of the desk
operator-session-not-kept = the session was not kept: add --session FILE to use it in the commands that follow
operator-signed-off = signed off

operator-status-active = active
operator-status-requested = termination requested
operator-status-installed = terminated, profile still installed
operator-status-none = no active service
operator-status-unknown = unknown line

operator-column-msisdn = NUMBER
operator-column-offer = OFFER
operator-column-since = SINCE
operator-column-status = STATUS
operator-column-bill = BILL
operator-column-due = DUE
operator-column-amount = AMOUNT
operator-column-open = OPEN
operator-column-account = ACCOUNT
operator-column-profile = PROFILE
operator-column-ends = ENDS
operator-no-fault = nothing goes wrong

operator-quote-title = { $iccid }: { $status }; { $date } would be the first day without service
operator-fee = early-termination fee
operator-device = residual value of the device
operator-bills = open bills
operator-total = total
operator-warning = - { $text }
operator-warning-fee = there is no early-termination fee from { $date } on
operator-warning-device = the device is not paid yet
operator-warning-return = the device must go back
operator-warning-bills = there are unpaid bills; they stay due
operator-warning-data = { $megabytes } MB of data that was paid for are lost
operator-warning-credit = { $amount } of credit are lost
operator-warning-porting = the number moves to { $recipient } on { $date }, which ends the contract; an end before that would lose it
operator-warning-number = the number is lost, unless it is moved to another operator first
operator-warning-withdrawal = before { $date } the contract can be withdrawn from, free of charge: --end withdrawal
operator-warning-profile = the profile stays on the device until it is deleted there

operator-confirm = Type { $date } to end the contract:
operator-not-ordered = nothing was ordered
operator-needs-yes = nobody can be asked here whether the contract shall end
operator-needs-yes-help = look at `signoff operator quote`, then add --yes
operator-no-order = the operator knows no order { $id } of this customer
operator-order-waits = order { $reference } waits to be confirmed
operator-order-confirmed = order { $reference } is confirmed: the service ends on { $date }
operator-order-completed = order { $reference } was carried out
operator-order-cancelled = order { $reference } was taken back: { $reason }
operator-order-failed = order { $reference } failed: { $reason }
operator-order-esim = order { $reference } waits for the SM-DP+

## desk: who asks at an operator's desk

desk-who = the operator wants to know who is asking
desk-who-help = give --session FILE, --answers FILE, or --account with --document or --code
desk-proof = the operator wants a proof of who is asking
desk-proof-help = give --document or --code
desk-ask-account = Number of your account at the operator (from a bill):
desk-ask-document = Number of the identity document that the operator knows (not shown):

## remove: signoff remove

remove-goes = goes
remove-stays = stays
remove-state-enabled = enabled
remove-state-disabled = disabled
remove-head-plan = PLAN
remove-head-state = STATE
remove-head-provider = PROVIDER
remove-head-name = NAME
remove-head-nickname = NICKNAME
remove-lost = What will be lost
remove-lost-profile = the profile { $profile } ({ $iccid }), for good: it can't be installed again without the operator
remove-lost-contents = contacts and messages that are kept on it; --backup DIR keeps them
remove-lost-contents-kept = contacts and messages that are kept on it, where they can't be read: only the enabled profile is backed up
remove-lost-counted = { $contacts } contacts and { $messages } messages that are kept on it: nothing is backed up
remove-lost-counted-kept = { $contacts } contacts and { $messages } messages that are kept on it, after they were backed up
remove-lost-service = the mobile service of this device, until another profile is enabled
remove-lost-address = the default SM-DP+ address of the eUICC
remove-policy = the policy rules of { $iccid } forbid it: the eUICC will refuse
remove-contract = What the contract of { $iccid } says
remove-quote-effective = first day without service
remove-quote-fee = early-termination fee
remove-quote-device = left to pay for the device
remove-quote-bills = open bills
remove-quote-total = to pay in all
remove-quote-data = unused data that is lost
remove-quote-credit = prepaid credit that is lost
remove-quote-free-from = without a fee from
remove-quote-term = end of the fixed term
remove-quote-withdrawal = withdrawal possible before
remove-quote-porting = the number goes to
remove-confirm-simulated = Remove it? [y/N]
remove-confirm-digits = Type the last four digits of the ICCID of { $profile } ({ $iccid }) to remove it; nothing to leave it:
remove-confirm-wrong = These are not its last four digits.
remove-nobody-to-ask = nobody can be asked here; nothing was changed
remove-nobody-to-ask-help = add { $options }
remove-not-confirmed = it was not confirmed; nothing was changed
remove-profile-not-confirmed = { $iccid } was not confirmed; nothing was changed
remove-interrupted-before = interrupted before anything was changed
remove-ask-reference = Contact the operator by telephone, in a shop or in its app, and end the contract. Reference number (nothing: not contacted):
remove-waits-delivery = not all notifications are acknowledged; sending again, for { $left } s at most
remove-step-of = { $step } ({ $iccid })
remove-step-begun = begun
remove-step-confirmed = confirmed
remove-step-interrupted = interrupted
remove-step-resumed = resumed
remove-step-backup = back up
remove-step-terminate = end the contract
remove-step-disable = disable
remove-step-delete = delete
remove-step-reset = reset the eUICC
remove-step-deliver = deliver notifications
remove-step-verify = verify
remove-outcome-done = done
remove-outcome-read-back = done, as the state shows
remove-outcome-not-needed = not needed
remove-outcome-skipped = left out
remove-outcome-failed = failed
remove-fact-backup-written = written to { $folder }
remove-fact-contacted = the person contacted the operator
remove-fact-ordered = order { $reference }
remove-fact-ordered-from = , without service from { $date } on
remove-fact-ordered-total = , { $money } to pay
remove-fact-not-enabled = it is not enabled
remove-fact-not-listed = the eUICC does not list it
remove-fact-none-listed = the eUICC lists none of them
remove-fact-changed = { $function }
remove-fact-acknowledged = { $count ->
        [0] nothing waits
        [one] { $count } notification acknowledged
       *[other] { $count } notifications acknowledged
    }
remove-omission-decided = as decided
remove-omission-no-backup = no backup was asked for
remove-omission-none-enabled = no profile is enabled, and only the enabled one can be read
remove-omission-other-enabled = { $enabled } is enabled, and only the enabled profile can be read
remove-omission-not-contacted = the operator was not contacted
remove-omission-postponed = the person contacts the operator later
remove-pin-tries = { $tries ->
        [one] { $tries } try left
       *[other] { $tries } tries left
    }
remove-pin-tries-unknown = it is not known how many tries are left
remove-trouble-not-acknowledged = { $count ->
        [one] { $count } notification is not acknowledged
       *[other] { $count } notifications are not acknowledged
    }
remove-trouble-no-iccid = the plan of the run names { $text }, which is no ICCID
remove-trouble-no-smdp = no way to an SM-DP+ was given
remove-trouble-no-operator = no operator was named
remove-trouble-order-failed = order { $reference } did not succeed; the operator gave no reason
remove-trouble-order-failed-said = order { $reference } did not succeed: “{ $said }”
remove-trouble-contact-refused = the person contacted the operator, and it refused
remove-trouble-contact-not-reached = the person did not reach the operator
remove-trouble-not-written = { $place } can't be written: { $said }
remove-trouble-not-done = { $function } was sent { $times } times, and the state shows each time that it did not happen
remove-trouble-unclear = the answer to { $function } was lost, and the state does not tell whether it happened
remove-trouble-pin-needed = the card asks for PIN 1 ({ $tries })
remove-trouble-pin-wrong = the PIN is wrong ({ $tries })
remove-trouble-pin-last-try = the PIN was not sent: a wrong one could block it
remove-trouble-pin-blocked = the PIN is blocked; the device unblocks it with the PUK
remove-trouble-usim-unreachable = the files of the profile can't be reached
remove-evidence-reference = reference number
remove-evidence-external-id = our name for the order
remove-evidence-backup = backup
remove-evidence-backup-contents = { $contacts ->
        [one] { $contacts } contact
       *[other] { $contacts } contacts
    }, { $messages ->
        [one] { $messages } message
       *[other] { $messages } messages
    }
remove-evidence-backup-before = written before
remove-evidence-notification = notification { $number }
remove-evidence-delivery = { $event } for { $address }: { $outcome }
remove-evidence-bad-address = its address is that of no SM-DP+
remove-evidence-verification = verification
remove-said = { $text }
remove-method-delete = profile by profile: disabled, deleted
remove-method-memory-reset = eUICC memory reset: all operational profiles
remove-method-factory-reset = factory reset: all operational and loaded test profiles, and the default SM-DP+ address
remove-method-all-but-one = all operational profiles but one
remove-stopped = The removal has stopped before its end: a step failed.
remove-interrupted = The removal was interrupted, and can be resumed.
remove-resume = To go on: signoff remove --resume { $run }
remove-certificate-at = Certificate: { $file }
remove-whole-euicc = a factory reset resets the default SM-DP+ address, which belongs to the whole eUICC; nothing was changed
remove-not-declared = not declared expendable: { $iccids }; nothing was changed
remove-declare = declare it with { $options }
remove-no-such-profile = the eUICC has no profile { $iccid }
remove-no-such-profile-help = signoff verify { $iccid } tells whether everybody knows that
remove-name-it = name the profile that is to be removed
remove-nothing-to-keep = the eUICC has no profile { $iccid } to keep
remove-keep = all_but_one removes all profiles but the one of --keep
remove-keep-help = name it with --keep PROFILE, and no other
remove-name-none = { $method } removes all operational profiles: name none of them
remove-nothing = the eUICC has no profile that would be removed
remove-reference = --reference can't be used: { $reason }
remove-answers = { $file } does not say what came of { $label }
remove-answers-help = write: "{ $label }": {"{"} outcome: done, reference: "4711" {"}"}
remove-pin = { $reason }; nothing was changed
remove-pin-help = --pin-file FILE or --pin PIN gives the PIN, which is sent once; --no-backup keeps nothing
remove-pin-again = the backup is not finished, and the PIN is kept nowhere: { $reason }; nothing was changed
remove-pin-again-help = --pin-file FILE or --pin PIN gives the PIN once more, and it is sent once; --skip backup goes on without the backup
remove-other-euicc = the run is about the eUICC { $planned }, and this is { $found }; nothing was changed
remove-options-unreadable = the options of the run can't be read: { $said }
remove-option-unreadable = what the journal says of { $option } can't be read; was it changed?
remove-journal-record = the journal can't be written: { $said }
remove-journal-locked = run { $folder } is being carried out by another process; wait until that ends
remove-journal-exists = { $folder } has a run already; go on with --resume { $folder }, or name another folder
remove-journal-missing = { $folder } has no run: there is no journal.jsonl in it, or nothing was begun
remove-journal-foreign = { $folder }/journal.jsonl:{ $line } is no line of a removal's journal: { $said }
remove-journal-unversioned = { $folder }/journal.jsonl is no journal of a removal: it names no version
remove-journal-newer = the journal of { $folder } has version { $found }, and this signoff knows earlier ones only: use a newer one
remove-stopped-help = signoff remove --resume { $run } tries again; --skip { $step } goes on without it
remove-stopped-contact-help = signoff remove --resume { $run } with --reference or --answers takes a new contact; --skip { $step } goes on without it
remove-stopped-pin-help = signoff remove --resume { $run } --pin PIN tries again; --skip { $step } goes on without it
remove-certificate-title = Certificate of removal
remove-certificate-profile = Profile
remove-certificate-device = Device
remove-certificate-method = Method
remove-certificate-operator = Operator
remove-certificate-person = left to the person, not done by Signoff
remove-certificate-run = Run
remove-certificate-steps = What was done
remove-certificate-time = Time
remove-certificate-step = Step
remove-certificate-outcome = Outcome
remove-certificate-evidence = Evidence
remove-certificate-typed = the person typed the confirmation
remove-certificate-yes = by option, without a question
remove-certificate-notifications = Notifications to the SM-DP+
remove-certificate-number = Number
remove-certificate-event = Event
remove-certificate-address = Address
remove-certificate-acknowledged = acknowledged
remove-certificate-not-acknowledged = not acknowledged
remove-certificate-blob = the signed notification
remove-certificate-verification = Verification of { $iccid }
remove-certificate-way = Way
remove-certificate-answer = Answer
remove-certificate-ways = what each way said
remove-certificate-raw = as it came
remove-certificate-interrupted = interrupted
remove-certificate-stopped = stopped
remove-certificate-digest = The JSON form of this certificate has this digest over everything but the digest itself:
remove-certificate-issued = Issued by Signoff { $version }. It says what was found on the device and what its servers answered; it is no statement of the operator.

## verify: signoff verify

verify-way-profile-list = profiles of the eUICC
verify-way-iccid-file = EF_ICCID of the card
verify-way-modem-iccid = ICCID of the modem
verify-way-imsi = IMSI
verify-way-notifications = notifications
verify-way-smdp = SM-DP+
verify-way-operator = operator
verify-answer-gone = gone
verify-answer-still-there = still there
verify-answer-cannot-tell = can't tell
verify-stage-now = now
verify-stage-warm = after a warm reset
verify-stage-cold = after a power cycle
verify-stage-later = after a time
verify-head-way = WAY
verify-head-answer = ANSWER
verify-head-evidence = EVIDENCE
verify-begins = asking { $stage } …
verify-waits = not settled ({ $verdict }); asking again, for { $left } s at most
verify-stage-line = { $stage }: { $verdict }
verify-verdict-removed = The profile is removed: it is gone from the card, and everybody who was asked knows.
verify-verdict-ending = The profile is gone from the card and its SM-DP+ knows; the contract runs until its date.
verify-verdict-not-acknowledged = The profile is gone from the card, but not everybody has acknowledged it.
verify-verdict-still-there = The profile is still there.
verify-verdict-disagreement = The ways disagree: some say that the profile is gone, others that it is still there.
verify-verdict-unknown = It is not known whether the profile is there: the eUICC does not tell.
verify-word-removed = removed
verify-word-ending = removed, contract ending
verify-word-not-acknowledged = removed, not acknowledged
verify-word-still-there = still there
verify-word-disagreement = disagreement
verify-word-unknown = unknown
verify-diagnosis-modem-cached = The modem shows a cached ICCID: power-cycle the UIM.
verify-diagnosis-modem-cached-before = The modem showed a cached ICCID until the card was power-cycled.
verify-diagnosis-file-not-listed = A file of the card is that of a profile that the eUICC does not list: power-cycle the card and verify again.
verify-diagnosis-enabled-not-shown = The eUICC says that the profile is enabled, and the card shows another one: power-cycle the card and verify again.
verify-diagnosis-deleted-and-listed = A deletion was reported, and the eUICC lists the profile: it was installed again, or the deletion was undone by a loss of power. Delete it.
verify-diagnosis-smdp-not-told = The eUICC does not have the profile, and the SM-DP+ believes that it does: deliver the notification that waits.
verify-diagnosis-smdp-never-told = The eUICC does not have the profile, and the SM-DP+ was never told: replay the notification from an archive, or ask the operator to release the profile.
verify-diagnosis-smdp-ahead = The SM-DP+ says that the profile is gone, and the eUICC still lists it: delete it on the device.
verify-diagnosis-notification-waits = The SM-DP+ is not told yet: deliver the notification that waits.
verify-diagnosis-no-acknowledgement = Nobody knows that the SM-DP+ was told: name an archive (--archive) or the SM-DP+ (--smdp), so that they can be asked.
verify-diagnosis-contract-goes-on = The profile is gone, and the contract goes on: end it at the operator.
verify-diagnosis-terminated-but-installed = The operator ended the contract, and the profile is still installed: delete it on the device.
verify-diagnosis-operator-not-told = The contract has ended, and the operator waits for its SM-DP+ to report the deletion: deliver the notification, or wait.
verify-diagnosis-contract-ending = The end of the contract is ordered: it runs until its date.
verify-diagnosis-line-unknown = The operator knows no such line of this customer: ask with another account.
verify-diagnosis-operator-silent = The operator gave no answer: ask again.
verify-diagnosis-smdp-silent = The SM-DP+ gave no answer: ask again.
verify-diagnosis-no-list = The eUICC gave no list of profiles: is the device connected, and the card in it?
verify-contract-active = the contract runs
verify-contract-requested = the contract runs until the date of a confirmed order
verify-contract-terminated = the contract has ended; the profile counts as installed
verify-contract-none = no active service
verify-contract-unknown = the operator knows no such line of this customer
verify-smdp-url = --smdp { $url }: { $reason }
verify-smdp-https = an SM-DP+ is reached by https
verify-smdp-no-host = it has no host
verify-no-archive = there is no archive { $folder }
verify-no-profile = "{ $name }" is no ICCID, and no profile of the card has this name
verify-no-profile-help = signoff profile list tells ICCIDs and names
verify-several-profiles = "{ $name }" is the name of { $count } profiles
verify-several-profiles-help = give one of their ICCIDs: { $iccids }
verify-not-asked-at = this link takes no AT commands
verify-not-asked-imsi = the IMSI of the profile is not known
verify-not-asked-smdp = no SM-DP+ was named that lets itself be asked
verify-not-asked-operator = no operator was named
verify-failure-card = the eUICC refused { $function }: { $result }
verify-failure-device =
    { $cause ->
        [timeout] the device gave no answer within { $detail } ms
        [gone] { $detail } is gone
        [restarted] { $detail } restarted in the middle of a command
        [mute] the card is mute
        [garbled] what came is no answer: { $detail }
        [busy] { $detail } is in use by another program
        [not_opened] { $detail } can't be opened ({ $said })
        [channel] channel { $detail } is not open
        [unsupported] { $detail } can't do that ({ $said })
        [no_isd_r] no ISD-R was found
        [malformed] the answer to { $detail } can't be read ({ $said })
        [unresolved] the answer to { $detail } was lost, and the state can't be read back
       *[other] { $said }
    }
verify-failure-answered = { $asked } answers { $answer }
verify-failure-no-iccid = no command of the modem shows an ICCID
verify-failure-smdp =
    { $cause ->
        [dns] the host name { $server } can't be resolved
        [refused] nobody listens at { $server }
        [reset] the connection to { $server } was broken off
        [unreachable] { $server } can't be reached
        [timeout] { $server } gave no answer within { $detail } ms
        [expired] the certificate of { $server } has expired
        [not_yet_valid] the certificate of { $server } is not valid yet
        [wrong_name] the certificate that { $server } shows is that of another host
        [unknown_issuer] the certificate of { $server } was issued by somebody who is not trusted
        [certificate] the certificate of { $server } can't be accepted ({ $said })
        [handshake] no TLS connection to { $server } ({ $said })
        [redirect] { $server } answers with a redirect, HTTP status { $detail }
        [status] { $server } answers with HTTP status { $detail }
        [not_json] the answer of { $server } can't be read ({ $said })
        [oversized] the answer of { $server } is too long
        [failed] { $server } refused: { $detail }
       *[other] { $server }: { $said }
    }
verify-failure-operator =
    { $cause ->
        [url] { $detail } is no address of an operator's desk
        [not_reachable] the operator's desk at { $detail } can't be reached
        [timeout] the operator's desk at { $detail } gave no answer in time
        [tls] the operator's desk at { $detail } shows a certificate that is not to be trusted
        [identification_refused] the operator refused the identification
        [locked] the operator has locked the account
        [not_identified] the operator does not know who is asking, or not any more
        [unknown_line] the operator knows no line { $detail } of this customer
        [unknown_order] the operator knows no order { $detail } of this customer
        [refused] the operator refused ({ $detail }): “{ $said }”
        [status] the operator's desk is out of order: HTTP status { $detail }
        [malformed] the answer to { $detail } is none of an operator's desk
       *[other] { $said }
    }
verify-failure-said = { $said }
verify-reset-failed = the card could not be reset before: { $reason }
verify-found-not-asked = not asked: { $reason }
verify-found-failed = no usable answer: { $reason }
verify-found-listed-enabled = listed, enabled
verify-found-listed = listed, disabled
verify-found-not-listed = { $count ->
        [0] not listed; no other profile is
        [one] not listed; { $count } other profile is
       *[other] not listed; { $count } other profiles are
    }
verify-found-shown = { $by } is that of the profile
verify-found-other = { $by } shows { $shown }
verify-found-nothing = { $by } shows nothing
verify-found-pending = notification { $numbers } of the deletion waits for { $addresses }
verify-found-acknowledged = notification { $numbers } of the deletion was acknowledged
verify-found-unconfirmed = notification { $numbers } of the deletion is archived and off the card; no acknowledgement is noted
verify-found-no-deletion = no notification of a deletion waits, and no archive has one
verify-found-smdp-told = { $state }; has the notification of the deletion
verify-found-smdp-not-told = { $state }; has no notification of a deletion
verify-found-smdp-unknown = knows no such profile

## manual: what a person does by hand

manual-heading = To do by hand: { $label }
manual-deadline = You have { $minutes } min. Ctrl-C ends the run.
manual-outcome = What came of it? (d)one, (r)efused, (n)ot_reached, (p)ostponed:
manual-outcome-again = Type done, refused, not_reached or postponed, or the first letter.
manual-reference = Reference number (nothing about persons), or Enter for none:
manual-answers-none = { $file } has no answers: { $said }
manual-answers-none-help = write for each label of a manual step: "call the hotline": {"{"} outcome: done, reference: "4711" {"}"}
manual-answers-outcome = { $file }: the outcome of "{ $label }" can't be used: expected one of { $reason }
manual-answers-reference = { $file }: the reference of "{ $label }" can't be used: { $reason }
manual-no-reference-length = a reference number has 1 to 40 characters
manual-no-reference-mail = it looks like an e-mail address, and data about persons is not recorded
manual-no-reference-name = it looks like a name or a sentence, and data about persons is not recorded
manual-no-reference-telephone = it looks like a telephone number, and data about persons is not recorded
manual-no-reference-document = it looks like the number of an identity document, account or card, and data about persons is not recorded
manual-no-reference-character = a reference number has letters, digits and - . / _ # only

## lab: signoff lab

lab-desk = operator { $name }: { $url }
lab-files = files: { $folder }
lab-type = Type in another terminal, from this folder:
lab-end = Ctrl-C ends the lab.
lab-ended = the lab has ended
lab-open-failed = no browser could be opened ({ $reason }); open { $url } yourself

lab-page-title = Signoff lab
lab-page-about = A simulated device, its SM-DP+ and its operator
lab-page-loading = Loading…
lab-page-language = Language
lab-page-skip = Skip to the profiles

lab-page-device = Device
lab-page-modem = Modem
lab-page-eid = EID
lab-page-iccid = ICCID it shows
lab-page-imsi = IMSI
lab-page-network = Network
lab-page-memory = Free memory
lab-page-kilobytes = { $count } KiB
lab-page-none = none
lab-page-stale = read before the last change; restart the modem to see it
lab-page-line = In use at the line: { $count } channels open
lab-page-card-ready = Card answers
lab-page-card-no_power = Card has no power
lab-page-card-switched_off = Card switched off (AT+CFUN=0)
lab-page-card-no_euicc = No eUICC
lab-page-card-busy = In use at the line
lab-page-card-failing = Card fails
lab-page-armed = Loses power at the next write
lab-page-restart = Restart modem
lab-page-restart-about = Switches the modem off and on; the card gets its power back
lab-page-reset = Reset card
lab-page-reset-about = A warm reset of the card
lab-page-cut-now = Cut power now
lab-page-cut-now-about = Takes the power from the card until the modem is restarted
lab-page-cut-write = Cut power at next write
lab-page-cut-write-about = The card loses its power when it next writes, in the middle of a change

lab-page-profiles = Profiles
lab-page-no-profiles = The card has no profiles.
lab-page-profile = Profile
lab-page-card = Card
lab-page-smdp = SM-DP+
lab-page-operator = Operator
lab-page-actions = Actions
lab-page-not-there = not there
lab-page-protected = protected
lab-page-protected-about = Not declared expendable: it can't be changed here
lab-page-enable = Enable
lab-page-disable = Disable
lab-page-delete = Delete…
lab-page-on-profile = { $action } { $profile }

lab-page-state-enabled = enabled
lab-page-state-disabled = disabled
lab-page-state-absent = deleted
lab-page-state-unknown = unknown
lab-page-smdp-available = available
lab-page-smdp-allocated = ordered
lab-page-smdp-linked = ordered for this eUICC
lab-page-smdp-confirmed = order confirmed
lab-page-smdp-released = released
lab-page-smdp-downloaded = downloaded
lab-page-smdp-installed = installed
lab-page-smdp-enabled = enabled
lab-page-smdp-disabled = disabled
lab-page-smdp-deleted = deleted
lab-page-smdp-unavailable = unavailable
lab-page-smdp-error = error
lab-page-operator-active = active
lab-page-operator-termination_requested = termination requested
lab-page-operator-terminated_profile_installed = terminated, profile installed
lab-page-operator-no_active_service = no active service
lab-page-operator-unknown_line = unknown line

lab-page-diagnosis-agreed = All agree.
lab-page-diagnosis-no-server = No SM-DP+ of this lab knows the profile.
lab-page-diagnosis-card-silent = The card does not answer; what it has is not known.
lab-page-diagnosis-deletion-undelivered = Deleted on the card. The SM-DP+ does not know yet: deliver the notification.
lab-page-diagnosis-deletion-never-told = Deleted on the card, and no notification is left to tell the SM-DP+.
lab-page-diagnosis-download-unreported = The SM-DP+ has handed the profile out and has not heard of its installation.
lab-page-diagnosis-contract-goes-on = Removed, but the contract goes on: terminate it with the operator.
lab-page-diagnosis-contract-ends-later = Removed; the contract ends on the date that was agreed.
lab-page-diagnosis-operator-not-told = Removed, but the operator believes that the profile is installed.
lab-page-diagnosis-removed-everywhere = Removed: card, SM-DP+ and operator agree.
lab-page-diagnosis-removed = Removed: card and SM-DP+ agree.
lab-page-diagnosis-ended-but-installed = The contract has ended and the profile is still installed: delete it.
lab-page-diagnosis-state-undelivered = The SM-DP+ hears of the change when the notification is delivered.
lab-page-diagnosis-state-never-told = The SM-DP+ believes something else, and no notification is left to tell it.
lab-page-diagnosis-server-believes-gone = The SM-DP+ believes that the profile is not installed.
lab-page-severity-good = In order
lab-page-severity-open = To do
lab-page-severity-bad = Contradiction
lab-page-severity-unknown = Not known

lab-page-notifications = Notifications waiting on the card
lab-page-no-notifications = None: every server has been told.
lab-page-number = No.
lab-page-event = Event
lab-page-address = For
lab-page-deliver = Deliver
lab-page-deliver-all = Deliver all
lab-page-deliver-one = Deliver notification { $number }
lab-page-event-install = installed
lab-page-event-enable = enabled
lab-page-event-disable = disabled
lab-page-event-delete = deleted

lab-page-exchange = Live exchange
lab-page-exchange-empty = Nothing yet. What goes over the line, to the card and to the servers appears here.
lab-page-everything = Every APDU and line
lab-page-pause = Pause
lab-page-go-on = Go on
lab-page-clear = Clear
lab-page-missed = { $count } entries were too fast to show
lab-page-waiting-entries = { $count } new
lab-page-origin-line = line
lab-page-origin-page = page
lab-page-origin-server = server

lab-page-terminal = From a terminal
lab-page-terminal-about = The device is the same for these commands and for this page. Type them in the folder that the lab was started from:
lab-page-copy = Copy
lab-page-copied = Copied

lab-page-delete-title = Delete { $profile }?
lab-page-delete-about = The profile is removed from the eUICC for good. It can only come back by a new download.
lab-page-delete-type = Type the last four digits of { $iccid } to confirm
lab-page-delete-now = Delete profile
lab-page-cancel = Cancel
lab-page-dismiss = Dismiss

lab-page-doing = Working…
lab-page-done-enable = { $profile } is enabled.
lab-page-done-disable = { $profile } is disabled.
lab-page-done-delete = { $profile } is deleted from the card. Its SM-DP+ does not know yet.
lab-page-done-deliver = { $count } delivered and acknowledged.
lab-page-done-nothing-to-deliver = Nothing was waiting.
lab-page-done-power-cut = The card has no power. Restart the modem to give it back.
lab-page-done-power-cut-armed = The card will lose its power at its next write.
lab-page-done-reset = The card was reset.
lab-page-done-restart = The modem was restarted.

lab-page-operator-day = Operators' day
lab-page-advance-1 = 1 day on
lab-page-advance-30 = 30 days on
lab-page-advance-about = Moves the clock of the operators forward
lab-page-contract = Contract…
lab-page-contract-title = Contract of { $profile }
lab-page-contract-about = What { $operator } says about its end. Nothing has been ended yet.
lab-page-contract-status = Status
lab-page-contract-earliest = Earliest end
lab-page-contract-fee = Fee for an early end
lab-page-contract-device = Left to pay for the device
lab-page-contract-bills = Open bills
lab-page-contract-total = To pay in all
lab-page-contract-data = Unused data, lost
lab-page-contract-credit = Credit, lost
lab-page-contract-free = No fee from
lab-page-contract-term = Fixed term ends
lab-page-contract-porting = Number moves to { $recipient }
lab-page-contract-terminate = End the contract on { $day }
lab-page-close = Close
lab-page-done-quote = Quote for { $profile }
lab-page-done-terminate = { $profile } ends on { $day }, reference { $reference }.
lab-page-done-advance = It is { $today } for the operators.
lab-page-error-no-operator = No operator of this lab knows the line.
lab-page-error-operator = The operator did not do it: { $message }

lab-page-error-busy = A program at the line is in the middle of something. Try again when it is done, or restart the modem.
lab-page-error-protected = Refused: the profile is not declared expendable. Nothing was sent.
lab-page-error-refused = The eUICC refused: { $message }
lab-page-error-no-power = The card has no power. Restart the modem first.
lab-page-error-power-lost = The card lost its power in the middle of the change. Restart the modem to see what it did.
lab-page-error-lost = The answer was lost. What the card did shows above.
lab-page-error-card = The card does not answer as it should: { $message }
lab-page-error-unknown-profile = The card has no such profile.
lab-page-error-not-confirmed = Those are not the last four digits. Nothing was deleted.
lab-page-error-undelivered = Not everything was acknowledged; what was not stays on the card. { $message }
lab-page-error-archive = Nothing was sent: notifications could not be archived. { $message }
lab-page-error-waiting = Another action is under way. Try again when it is done.
lab-page-error-ending = The lab is ending.
lab-page-error-other = That did not work: { $message }
lab-page-error-offline = The lab does not answer. Was it ended? This page tries again by itself.

## run: signoff run

run-started =
    { $count ->
        [one] { $count } case on { $target }, seed { $seed }
       *[other] { $count } cases on { $target }, seed { $seed }
    }
run-step = { $case }: step { $number } { $kind }
run-place = { $place }, step { $number } ({ $what })
run-steps =
    { $count ->
        [one] { $count } step
       *[other] { $count } steps
    }
run-step-ok = ok
run-pass = pass
run-fail = FAIL
run-error = ERROR
run-stop = stop
run-refused = refused
run-not-applicable = n/a
run-interrupted-after = interrupted after { $done } of { $steps } steps; channels are closed
run-expected = expected
run-got = got
run-note = note: { $note }
run-again = again:{ " " }

run-passed = { $count } passed
run-failed = { $count } failed
run-were-not-applicable = { $count } not applicable
run-without-answer = { $count } without an answer
run-were-refused = { $count } refused by protection
run-interrupted = { $count } interrupted
run-summary = { $parts } in { $duration }
run-nothing-applies = no flow applies to this device: nothing was tested

## notification: signoff notification

notification-none = no notifications
notification-unknown = there is no notification { $number }
notification-unknown-help = signoff notification list tells the numbers
notification-signature = signature { $verdict }
notification-outcome = { $number }: { $outcome }
notification-delivery = { $number } { $event } of { $iccid } to { $address }: { $outcome }
notification-delivery-of-no-profile = { $number } { $event } to { $address }: { $outcome }

notification-acknowledged =
    { $attempts ->
        [1] acknowledged
       *[other] acknowledged at attempt { $attempts }
    }
notification-acknowledged-again =
    { $attempts ->
        [1] acknowledged again: it had been before, and was still on the card
       *[other] acknowledged at attempt { $attempts } again: it had been before, and was still on the card
    }
notification-failed =
    { $attempts ->
        [1] { $error }
       *[other] { $error }, { $attempts } attempts
    }
notification-held = not sent: { $behind } for the same address was not acknowledged, and order counts
notification-not-found = the card has no notification with this number
notification-unreadable = the card does not give it: { $reason }
notification-not-archived = not sent: { $reason }
notification-not-attempted = not sent: the link to the card broke before its turn
notification-removed = { $outcome }, removed
notification-kept = { $outcome }, kept on the card
notification-not-removed = { $outcome }, not removed: { $reason }

notification-not-all-acknowledged = { $count } of { $total } not acknowledged; what is on the card stays there
notification-not-all-replayed = { $count } of { $total } not acknowledged
notification-not-all-removed = all are acknowledged, and not all could be removed from the card

## smdp: signoff smdp

smdp-released = { $iccid } released
smdp-cancelled = { $iccid } cancelled
smdp-no-profile = the SM-DP+ has no profile { $iccid }
smdp-no-fault = none
smdp-column-arrival = ARRIVAL
smdp-column-number = SEQ
smdp-column-verdict = VERDICT
smdp-column-fault = FAULT
smdp-column-times = TIMES

## simulate: signoff simulate

simulate-in-the-reader = in the reader of the vpcd driver at { $driver }
simulate-taken-out = taken out of the reader
simulate-let-go = the driver let go of the card; waiting for it
simulate-root = root certificate: { $path }
simulate-public = WARNING: the SM-DP+ is reachable at { $place }; whoever reaches it can order and download profiles
simulate-no-loopback = { $place } is no loopback address
simulate-no-loopback-help = add --public if others on the network shall reach the SM-DP+
simulate-operator-no-loopback-help = add --public if others on the network shall reach the desk
simulate-operator-public = WARNING: the desk is reachable at { $place } without encryption; whoever reaches it can try to identify

## ports: signoff ports

ports-none = no serial ports
ports-silent = silent
ports-answers = answers
ports-column-port = PORT
ports-column-device = DEVICE

## error: what ends a command

error-output = output failed: { $reason }
error-cannot-read = cannot read { $path }: { $reason }
error-cannot-read-what = cannot read the { $what ->
        [card] card
        [modem] modem
        [smdp] SM-DP+
        [operator] operator
        [rules] rules
        [root] root certificate
        [session] session
        [upp] UPP
       *[other] { $what }
    } { $name }: { $reason }
error-wrong = { $what ->
        [card] card
        [modem] modem
        [smdp] SM-DP+
        [operator] operator
        [rules] rules
        [root] root certificate
        [pin-file] PIN file
        [variable] environment variable
        [pki] PKI in
        [state] state
        [address] address
       *[other] { $what }
    } { $name }: { $reason }
error-cannot-write = cannot write { $path }: { $reason }
error-cannot-make = cannot make { $folder }: { $reason }
error-cannot-remove = cannot remove { $path }: { $reason }
error-shipped-names = give a file, or one of the shipped names: { $names }
error-no-shipped-card = --card: no card called { $name } ships with the program
error-shipped-cards = shipped cards are { $names }
error-rules-help = give a file beside the operator's, or one of the shipped names: { $names }
error-write-pages = cannot write pages into { $folder }: { $reason }
error-report = a report could not be written: { $reason }

error-no-archive = there is no archive { $folder }
error-archive-help = give another folder with --archive
error-state-help = give another folder with --state
error-no-root = no root certificate to trust: a card tells only the keys of its CIs
error-no-root-help = give the certificate of the CI with --tls-root FILE
error-still-on-card = what was not acknowledged is still on the card

error-own-card-option = { $option } is for the card of sim:, not for that of another target
error-pki-without-eid = a card without an EID has no certificates: leave --pki out
error-busy-help = only one program can use the port at a time
error-at-port-help = is it the AT port of the modem, at the right speed? signoff ports tells what answers where
error-ports-help = signoff ports lists the ports and what answers there
error-probe-help = signoff probe tells what is there instead
error-ports = ports cannot be listed: { $reason }
error-unclear = { $function }: { $reason }

error-unknown-profile = { $text } is no ICCID, no AID and no known name
error-unknown-profile-help = signoff profile list tells the ICCIDs
error-profile-names = names of this card: { $names }
error-nickname-aid = SetNickname takes an ICCID, not an AID (SGP.22 §5.7.21)
error-no-aid = no profile has the AID { $aid }
error-no-variable = there is no environment variable { $name } with a PIN
error-pin-unread = the PIN could not be read: { $reason }
error-typed = what was typed: { $reason }

error-no-section = { $path } has no section `operator`
error-no-session = { $path } is no session that signoff kept
error-keep-session = cannot keep the session in { $path }: { $reason }
error-no-desk-fault = { $fault } is no fault of a desk: { $reason }

error-smdp-https = an SM-DP+ is reached by https
error-smdp-profile = { $name } is neither an ICCID nor the name of a profile
error-smdp-profile-help = the SM-DP+ has: { $names }
error-smdp-status = { $path }: status { $status }, { $reason }
error-smdp-function = { $path }: { $status }
error-smdp-answer = the SM-DP+ answered something else: { $reason }
error-smdp-refused = the SM-DP+ refused with status { $status }: { $reason }
error-smdp-silent = no answer from the SM-DP+ at { $place }: { $reason }
error-smdp-silent-help = is `signoff simulate smdp` running there, with the same --smdp and --seed?
error-smdp-state = { $name } is no state of a profile
error-smdp-state-help = states: { $names }
error-no-smdp-fault = { $fault } is no fault: { $reason }

error-cannot-serve = cannot serve at { $place }: { $reason }
error-cannot-serve-help = another program serves there, or a socket file was left behind: remove it if nobody uses it
error-cannot-serve-link = cannot serve on a pseudo-terminal at { $path }: { $reason }
error-cannot-serve-terminal = cannot serve on a pseudo-terminal: { $reason }
error-write-root = cannot write the root certificate to { $path }: { $reason }
error-no-door = give --tcp, --unix, --vpcd or --lpac-stdio
error-no-driver = no card can be put into the vpcd driver at { $driver }: { $reason }
error-no-driver-help = install pcscd and the vpcd driver (Debian: vsmartcard-vpcd) and start pcscd; the driver listens on port 35963
error-no-program = give the program behind --, as in -- lpac chip info
error-cannot-run = cannot run { $name }: { $reason }
error-cannot-run-help = give the path of the program, or install it
error-no-pipes = { $name } has no pipes
error-program-failed = { $name } failed: { $status }
error-page-loopback = { $place } is no loopback address: the page is for this machine alone
error-page-loopback-help = give 127.0.0.1 with a port, or leave --bind out

error-nothing-to-decode = there is nothing to decode
error-hex-help = give bytes in hexadecimal, as in BF3303800100
error-mistakes = { $count ->
        [one] 1 mistake
       *[other] { $count } mistakes
    } in flow files; nothing was run
error-no-dut = { $path } is no DUT file; nothing was run
error-no-shipped-flow = no flow { $name } ships with signoff
error-no-shipped-flow-help = signoff run -v names them all
error-no-flows = { $path } has no .yaml files
error-flow-help = give a flow file, a folder with flow files, or shipped:NAME.yaml

## cause: errors of the layers below, which stand in the sources in English

## help: the command line, whose English stands in the doc comments of its arguments
