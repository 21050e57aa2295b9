### 中文（简体）。每个命令一节，标识符以节名开头；消息与 en.ftl 一一对应。

## common: every command

common-error = 错误：
common-help = 建议：

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

run-cases = { $count } 个用例

## notification: signoff notification

## smdp: signoff smdp

## simulate: signoff simulate

## ports: signoff ports

