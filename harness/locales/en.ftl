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

## restore: signoff restore

## operator: signoff operator

## remove: signoff remove

## verify: signoff verify

## manual: what a person does by hand

## lab: signoff lab

## run: signoff run

run-started =
    { $count ->
        [one] { $count } case on { $target }, seed { $seed }
       *[other] { $count } cases on { $target }, seed { $seed }
    }
run-step = { $case }: step { $number } { $kind }
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

## ports: signoff ports

ports-none = no serial ports
ports-silent = silent
ports-answers = answers
ports-column-port = PORT
ports-column-device = DEVICE
