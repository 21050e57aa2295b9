### English. Each command has its section; ids begin with the section's name. zh.ftl has the same messages.

## common: every command

common-error = error:
common-help = help:

## detect: signoff detect

## profile: signoff profile

## probe: signoff probe

## backup: signoff backup

## restore: signoff restore

## operator: signoff operator

## remove: signoff remove

## verify: signoff verify

## manual: what a person does by hand

## lab: signoff lab

## run: signoff run

run-cases = { $count ->
        [one] { $count } case
       *[other] { $count } cases
    }

## notification: signoff notification

## smdp: signoff smdp

## simulate: signoff simulate

## ports: signoff ports

