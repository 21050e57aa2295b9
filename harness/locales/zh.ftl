### 中文（简体）。每个命令一节，标识符以节名开头；消息与 en.ftl 一一对应。

## common: every command

common-error = 错误：
common-help = 建议：
common-protected = { $reason }；未做任何更改
common-stopping = 正在停止：先等当前命令执行完，再关闭逻辑通道
common-stopped-at-once = 已立即停止：卡的状态未知
common-milliseconds = { $number } 毫秒
common-seconds = { $number } 秒
common-minutes = { $minutes } 分 { $seconds } 秒
common-labelled = { $label }：{ $text }
common-nobody-answered = 没有人回答；未做任何更改
common-separator = ，

common-enabled = 已启用
common-disabled = 已停用
common-class-test = 测试
common-class-provisioning = 预配
common-class-operational = 运营
common-event-install = 安装
common-event-enable = 启用
common-event-disable = 停用
common-event-delete = 删除

common-column-state = 状态
common-column-class = 类别
common-column-provider = 运营商
common-column-name = 名称
common-column-nickname = 昵称
common-column-rules = 策略规则
common-column-number = 序号
common-column-event = 事件
common-column-address = 地址

## detect: signoff detect

detect-target = 目标
detect-modem = 调制解调器
detect-verdict = 结论
detect-removal = 删除
detect-possible = 此设备可以删除配置文件
detect-impossible = 此设备目前不能删除配置文件
detect-why = 理由
detect-also = 另外
detect-about = 它的自述
detect-tried = 尝试过的命令
detect-command = 命令
detect-answer = 应答
detect-next = 下一步
detect-fact-eid = EID
detect-fact-isd-r = ISD-R
detect-fact-version = SGP.22 版本
detect-fact-firmware = 固件
detect-fact-packages = 配置文件包版本
detect-fact-memory = 可用存储
detect-bytes = { $bytes } 字节
detect-fact-capabilities = 能力
detect-fact-verifies = 信任的 CI
detect-fact-signs = 自身证书的 CI
detect-fact-eim = eIM
detect-unknown-ci = 名称未知
detect-kind-no-modem = 那里没有设备应答
detect-kind-test-mode = 调制解调器处于工厂测试模式
detect-kind-no-apdu-access = 调制解调器不允许发送 APDU
detect-kind-internal-lpa = 调制解调器自带的 LPA 占用了 ISD-R
detect-kind-no-card = 没有卡，或卡没有应答
detect-kind-uicc = 普通 SIM 卡，没有 eSIM 功能
detect-kind-m2m = 面向机器的 eUICC（SGP.02）
detect-kind-iot = 物联网 eUICC（SGP.32）
detect-kind-euicc = 消费者 eUICC（SGP.22）
detect-kind-vendor-euicc = 消费者 eUICC（SGP.22），使用厂商自己的 AID
detect-reason-isd-r = ISD-R 以 { $aid }（{ $family }）应答
detect-reason-eid = 它通过 ES10c.GetEID 给出 EID { $eid }
detect-reason-version = 它遵循 SGP.22 v{ $version }（EUICCInfo2）
detect-reason-iot = 它遵循 SGP.32 v{ $version }（EUICCInfo2 的 iotSpecificInfo）
detect-reason-eim = 它由 eIM { $eim } 管理
detect-reason-ecasd-of-isd-r = 它的 ECASD 通过 GET DATA 给出 EID { $eid }
detect-reason-ecasd = ECASD 通过 GET DATA 给出 EID { $eid }
detect-reason-secure-channel = 它要求 SGP.02 规定的安全通道：只有 SM-SR 能管理它
detect-reason-not-ready = 卡不知道设备有 LPAd（TERMINAL CAPABILITY），使用自己的 LPA，或在等待复位
detect-reason-no-isd-r = 无法选择 ISD-R，已尝试 { $tried } 个 AID
detect-reason-usim = 可以选择 USIM
detect-reason-no-usim = 卡有应答，但没有 USIM
detect-reason-modem = { $command } 的应答是 { $answer }
detect-reason-no-access = 调制解调器有卡，但不允许打开通往卡的通道
detect-reason-test-mode = 调制解调器处于工厂测试模式，此时卡没有供电
detect-reason-own-lpa = 调制解调器表示自带的 LPA 已开启：它占用 ISD-R
detect-reason-guards-isd-r = 调制解调器只拒绝 ISD-R：其他应用可以打开
detect-finding-no-profile = eUICC 上没有配置文件
detect-finding-no-enabled-profile = 没有启用的配置文件
detect-finding-test-profile = 测试配置文件已启用；停用它之前，此前的运营配置文件不能删除
detect-finding-check-digits = EID 的校验位错误
detect-finding-pending = 有通知等待发送
detect-finding-memory-full = 没有空间安装另一个配置文件
detect-advice-find-port = signoff ports 列出串口以及哪里有应答
detect-advice-leave-test-mode = 发送 AT+CFUN=1 退出工厂测试模式，然后重新检查
detect-advice-insert-card = 插入卡，或选择有卡的卡槽，然后重新检查
detect-advice-maybe-no-profile = 有些调制解调器对没有启用配置文件的 eUICC 也这样显示：用读卡器或手机可以确认
detect-advice-other-access = 换调制解调器的另一个端口、更新固件，或把卡放进读卡器或手机
detect-advice-free-isd-r = 先发送 { $release }，再发送 { $restart }，然后重新检查；这会改变调制解调器的设置（{ $source }）
detect-advice-ask-vendor = 请向调制解调器厂商询问如何关闭自带的 LPA；此调制解调器没有已知的命令
detect-advice-plain-card = 没有可删除的 eSIM：终止合同，保留或销毁卡片
detect-advice-ask-sm-sr = 请运营商通过空中接口删除配置文件；LPA 无法做到（SGP.02）
detect-advice-ask-eim = 请 eIM 删除配置文件；设备按其指令包执行（SGP.32）
detect-advice-reset-card = 复位卡或调制解调器，然后重新检查
detect-advice-disable-test-profile = 先停用测试配置文件
detect-advice-deliver-pending = 先发送等待中的通知：signoff notification deliver
detect-advice-remove = 先备份联系人和短信，再删除配置文件
detect-advice-nothing-to-remove = 没有可删除的内容

## profile: signoff profile

profile-none = 卡上没有配置文件
profile-done = { $function }：已完成
profile-done-as-read = { $function }：已完成，读回的状态可证
profile-not-done = { $function }：未完成，读回的状态可证
profile-answer-lost = 应答丢失（{ $reason }）；正在读回状态

profile-offered = { $provider } 的 { $name }，ICCID { $iccid }，来自 { $server }
profile-offered-with-rules = { $provider } 的 { $name }，ICCID { $iccid }，来自 { $server }，其策略规则须经用户同意
profile-installing = 正在安装 { $bar } { $count } 段
profile-installed = { $iccid } 已安装，处于停用状态，ISD-P { $aid }
profile-installed-as-read = { $iccid } 已安装（应答丢失，由读回的状态得知），处于停用状态，ISD-P { $aid }
profile-not-declared = 配置文件 { $iccid } 未安装：没有为这张卡声明它；订单保持原样
profile-not-declared-help = 请用 --expendable { $iccid } 声明
profile-download-cancelled = 已在 { $stage } 之前取消：{ $reason }
profile-no-event = SM-DS { $server } 没有这张卡的事件
profile-download-unknown = 不知道配置文件是否已安装：{ $reason }
profile-download-unknown-help = 等卡恢复应答后，用 signoff profile list 查看
profile-session-ended-by-card = ；卡也已结束会话
profile-session-ended-by-both = ；卡和服务器均已结束会话，原因 { $reason }
profile-session-not-cancelled = ；会话无法取消：{ $problem }

## probe: signoff probe

probe-target = 目标
probe-modem = 调制解调器
probe-card = 卡
probe-firmware = 固件
probe-profiles = 配置文件
probe-memory = 存储
probe-pending = 待发通知
probe-tried = 已尝试 { $attempt }
probe-wrong-check-digits = { $eid }（校验位不正确）
probe-package = 配置文件包格式 { $version }
probe-free = 空闲 { $bytes } 字节，已安装 { $applications } 个应用
probe-verifies = 可验证 { $id }
probe-signs = 可签名 { $id }
probe-no-address = 无
probe-notifications = { $count } 条

## backup: signoff backup

backup-pin =
    { $tries ->
        [1] 请输入配置文件的 PIN 1（还剩 1 次机会；输错即锁定）：
       *[other] 请输入配置文件的 PIN 1（还剩 { $tries } 次机会；只发送一次）：
    }
backup-pin-unknown-tries = 请输入配置文件的 PIN 1（剩余次数未知；只发送一次）：
backup-pin-help = 请用 --pin-file 或 --pin-env 提供，或在终端中运行本命令，届时会询问
backup-enable-help = --enable-for-backup 会先启用该配置文件，读取后再启用原来的配置文件
backup-unreachable-help = 对于不传送 APDU 的调制解调器：使用 --via crsm，并在目标中写 mode=crsm
backup-enabling = { $iccid } 未启用；为备份而启用
backup-read = { $iccid }：{ $contacts } 个联系人，{ $messages } 条短信
backup-own-number = 本机号码 { $number }
backup-pin-was-needed = PIN 正确；此前剩余 { $tries } 次机会
backup-note = 注意：{ $note }
backup-written = 已写入 { $folder }

## restore: signoff restore

restore-misfit = 放不下：{ $misfit }
restore-partial-help = --partial 写入放得下的部分
restore-written = { $iccid }：已写入 { $contacts } 个联系人和 { $messages } 条短信，共 { $records } 条记录，并已读回核对
restore-would-write = { $iccid }：将写入 { $contacts } 个联系人和 { $messages } 条短信，共 { $records } 条记录；尚未写入任何内容
restore-present = 已有 { $count } 项

## operator: signoff operator

operator-presence = { $presence ->
        [installed] 在 eUICC 上
        [deleted] 已删除
        [never_installed] 从未安装
       *[other] { $presence }
    }
operator-code-sent = 如果运营商有这个账户，就会发送一个验证码；请用 --code 给出
operator-identified = 身份已确认，有效至 { $until }（以柜台的时钟为准）
operator-session-not-kept = 会话没有保存：加上 --session FILE，后续命令即可使用
operator-signed-off = 已退出

operator-status-active = 使用中
operator-status-requested = 已申请解约
operator-status-installed = 已解约，配置文件仍在设备上
operator-status-none = 没有有效服务
operator-status-unknown = 未知线路

operator-column-msisdn = 号码
operator-column-offer = 套餐
operator-column-since = 起始
operator-column-status = 状态
operator-column-bill = 账单
operator-column-due = 到期
operator-column-amount = 金额
operator-column-open = 未付
operator-column-account = 账户
operator-column-profile = 配置文件
operator-column-ends = 终止
operator-no-fault = 没有故障

operator-quote-title = { $iccid }：{ $status }；从 { $date } 起将没有服务
operator-fee = 提前解约费
operator-device = 设备剩余价值
operator-bills = 未付账单
operator-total = 合计
operator-warning = - { $text }
operator-warning-fee = 从 { $date } 起不再收提前解约费
operator-warning-device = 设备款尚未付清
operator-warning-return = 设备必须退回
operator-warning-bills = 有未付账单，仍需支付
operator-warning-data = 已付费的 { $megabytes } MB 流量将会作废
operator-warning-credit = { $amount } 余额将会作废
operator-warning-porting = 号码将于 { $date } 转至 { $recipient }，合同随之终止；在此之前解约会失去号码
operator-warning-number = 除非先把号码转到别的运营商，否则号码会失去
operator-warning-withdrawal = 在 { $date } 之前可以免费撤回合同：--end withdrawal
operator-warning-profile = 配置文件会一直留在设备上，直到在设备上删除

operator-confirm = 请输入 { $date } 以终止合同：
operator-not-ordered = 没有下任何订单
operator-needs-yes = 这里无法询问是否要终止合同
operator-needs-yes-help = 请先看 `signoff operator quote`，再加上 --yes
operator-no-order = 运营商没有这位客户的订单 { $id }
operator-order-waits = 订单 { $reference } 等待确认
operator-order-confirmed = 订单 { $reference } 已确认：服务将于 { $date } 终止
operator-order-completed = 订单 { $reference } 已执行
operator-order-cancelled = 订单 { $reference } 已撤回：{ $reason }
operator-order-failed = 订单 { $reference } 失败：{ $reason }
operator-order-esim = 订单 { $reference } 正在等待 SM-DP+

## desk: who asks at an operator's desk

desk-who = 运营商要知道是谁在办理
desk-who-help = 请给出 --session FILE、--answers FILE，或 --account 加上 --document 或 --code
desk-proof = 运营商要求证明办理人的身份
desk-proof-help = 请给出 --document 或 --code
desk-ask-account = 您在运营商的账户号码（见账单）：
desk-ask-document = 运营商登记的身份证件号码（不显示）：

## remove: signoff remove

remove-goes = 移除
remove-stays = 保留
remove-state-enabled = 已启用
remove-state-disabled = 已停用
remove-head-plan = 计划
remove-head-state = 状态
remove-head-provider = 运营商
remove-head-name = 名称
remove-head-nickname = 昵称
remove-lost = 将会失去
remove-lost-profile = 配置文件 { $profile }（{ $iccid }），无法恢复：没有运营商就不能重新安装
remove-lost-contents = 保存在其中的联系人和短信；--backup DIR 可以保留它们
remove-lost-contents-kept = 保存在其中且无法读取的联系人和短信：只备份已启用的配置文件
remove-lost-counted = 保存在其中的 { $contacts } 个联系人和 { $messages } 条短信：不会备份
remove-lost-counted-kept = 保存在其中的 { $contacts } 个联系人和 { $messages } 条短信（先备份）
remove-lost-service = 本设备的移动服务，直到启用另一个配置文件
remove-lost-address = eUICC 的默认 SM-DP+ 地址
remove-policy = { $iccid } 的策略规则禁止这样做：eUICC 将会拒绝
remove-contract = { $iccid } 的合同内容
remove-quote-effective = 停止服务的第一天
remove-quote-fee = 提前终止费
remove-quote-device = 设备未付余额
remove-quote-bills = 未付账单
remove-quote-total = 应付总额
remove-quote-data = 将失去的未用流量
remove-quote-credit = 将失去的预付余额
remove-quote-free-from = 免费终止起始日
remove-quote-term = 固定期限结束日
remove-quote-withdrawal = 可撤回期限（此日之前）
remove-quote-porting = 号码转往
remove-confirm-simulated = 要移除吗？[y/N]
remove-confirm-digits = 要移除 { $profile }（{ $iccid }），请输入其 ICCID 的最后四位数字；留空则不移除：
remove-confirm-wrong = 这不是它的最后四位数字。
remove-nobody-to-ask = 这里无人可问；未做任何更改
remove-nobody-to-ask-help = 请加上 { $options }
remove-not-confirmed = 没有得到确认；未做任何更改
remove-profile-not-confirmed = { $iccid } 没有得到确认；未做任何更改
remove-interrupted-before = 在做出任何更改之前已中断
remove-ask-reference = 请通过电话、门店或应用联系运营商并终止合同。参考编号（留空：尚未联系）：
remove-waits-delivery = 尚有通知未获确认；将再次发送，最多再等 { $left } 秒
remove-step-of = { $step }（{ $iccid }）
remove-step-begun = 开始
remove-step-confirmed = 已确认
remove-step-interrupted = 已中断
remove-step-resumed = 已继续
remove-step-backup = 备份
remove-step-terminate = 终止合同
remove-step-disable = 停用
remove-step-delete = 删除
remove-step-reset = 重置 eUICC
remove-step-deliver = 发送通知
remove-step-verify = 核实
remove-outcome-done = 完成
remove-outcome-read-back = 完成（由状态可知）
remove-outcome-not-needed = 不需要
remove-outcome-skipped = 略过
remove-outcome-failed = 失败
remove-fact-backup-written = 已写入 { $folder }
remove-fact-contacted = 本人已联系运营商
remove-fact-ordered = 订单 { $reference }
remove-fact-ordered-from = ，自 { $date } 起停止服务
remove-fact-ordered-total = ，应付 { $money }
remove-fact-not-enabled = 它未处于启用状态
remove-fact-not-listed = eUICC 未列出它
remove-fact-none-listed = eUICC 一个也未列出
remove-fact-changed = { $function }
remove-fact-acknowledged = { $count ->
        [0] 没有等待中的通知
       *[other] { $count } 条通知已获确认
    }
remove-omission-decided = 按决定略过
remove-omission-no-backup = 未要求备份
remove-omission-none-enabled = 没有启用任何配置文件，而只能读取已启用的那个
remove-omission-other-enabled = 已启用的是 { $enabled }，而只能读取已启用的配置文件
remove-omission-not-contacted = 尚未联系运营商
remove-omission-postponed = 本人将稍后联系运营商
remove-pin-tries = 还剩 { $tries } 次机会
remove-pin-tries-unknown = 不知道还剩几次机会
remove-trouble-not-acknowledged = { $count } 条通知未获确认
remove-trouble-no-iccid = 运行计划中的 { $text } 不是 ICCID
remove-trouble-no-smdp = 未给出通往 SM-DP+ 的途径
remove-trouble-no-operator = 未指定运营商
remove-trouble-order-failed = 订单 { $reference } 未成功；运营商没有给出原因
remove-trouble-order-failed-said = 订单 { $reference } 未成功：“{ $said }”
remove-trouble-contact-refused = 本人已联系运营商，但遭到拒绝
remove-trouble-contact-not-reached = 本人未能联系上运营商
remove-trouble-not-written = 无法写入 { $place }：“{ $said }”
remove-trouble-not-done = { $function } 已发送 { $times } 次，而状态表明每次都没有生效
remove-trouble-unclear = 对 { $function } 的应答已丢失，且从状态看不出是否生效
remove-trouble-pin-needed = 卡要求输入 PIN 1（{ $tries }）
remove-trouble-pin-wrong = PIN 不正确（{ $tries }）
remove-trouble-pin-last-try = 未发送 PIN：若不正确，PIN 可能被锁定
remove-trouble-pin-blocked = PIN 已锁定；请在设备上用 PUK 解锁
remove-trouble-usim-unreachable = 无法读到该配置文件的文件
remove-evidence-reference = 参考编号
remove-evidence-external-id = 本方订单名称
remove-evidence-backup = 备份
remove-evidence-backup-contents = { $contacts } 个联系人，{ $messages } 条短信
remove-evidence-backup-before = 此前已写入
remove-evidence-notification = 通知 { $number }
remove-evidence-delivery = { $event }，发往 { $address }：{ $outcome }
remove-evidence-bad-address = 其地址不是任何 SM-DP+ 的地址
remove-evidence-verification = 核实
remove-said = “{ $text }”
remove-method-delete = 逐个配置文件：先停用，再删除
remove-method-memory-reset = eUICC 存储重置：所有运营配置文件
remove-method-factory-reset = 恢复出厂：所有运营配置文件、后装测试配置文件以及默认 SM-DP+ 地址
remove-method-all-but-one = 除一个以外的所有运营配置文件
remove-stopped = 移除在完成前停止：有一个步骤失败。
remove-interrupted = 移除已中断，可以继续。
remove-resume = 继续：signoff remove --resume { $run }
remove-certificate-at = 证明：{ $file }
remove-whole-euicc = 恢复出厂会重置默认 SM-DP+ 地址，它属于整个 eUICC；未做任何更改
remove-not-declared = 未声明可以失去：{ $iccids }；未做任何更改
remove-declare = 请用 { $options } 声明
remove-no-such-profile = eUICC 上没有配置文件 { $iccid }
remove-no-such-profile-help = signoff verify { $iccid } 可查明各方是否知晓
remove-name-it = 请指定要移除的配置文件
remove-nothing-to-keep = eUICC 上没有要保留的配置文件 { $iccid }
remove-keep = all_but_one 移除除 --keep 所指以外的所有配置文件
remove-keep-help = 请只用 --keep PROFILE 指定它，不要指定其他配置文件
remove-name-none = { $method } 移除所有运营配置文件：请不要逐个指定
remove-nothing = eUICC 上没有会被移除的配置文件
remove-reference = 无法使用 --reference：{ $reason }
remove-answers = { $file } 没有说明 { $label } 的结果
remove-answers-help = 请写："{ $label }": {"{"} outcome: done, reference: "4711" {"}"}
remove-pin = { $reason }；未做任何更改
remove-pin-help = 用 --pin-file FILE 或 --pin PIN 给出 PIN，只发送一次；--no-backup 则不保留任何内容
remove-pin-again = 备份尚未完成，而 PIN 从不保存：{ $reason }；未做任何更改
remove-pin-again-help = 请用 --pin-file FILE 或 --pin PIN 再次给出 PIN，只发送一次；--skip backup 则不备份而继续
remove-other-euicc = 该运行针对的 eUICC 是 { $planned }，而这里是 { $found }；未做任何更改
remove-options-unreadable = 无法读取该运行的选项：“{ $said }”
remove-option-unreadable = 无法读取日志中 { $option } 的内容；它被改动过吗？
remove-journal-record = 无法写入日志：“{ $said }”
remove-journal-locked = 运行 { $folder } 正由另一个进程执行；请等它结束
remove-journal-exists = { $folder } 中已有一次运行；请用 --resume { $folder } 继续，或指定另一个文件夹
remove-journal-missing = { $folder } 中没有运行：其中没有 journal.jsonl，或尚未开始
remove-journal-foreign = { $folder }/journal.jsonl:{ $line } 不是移除日志的一行：“{ $said }”
remove-journal-unversioned = { $folder }/journal.jsonl 不是移除日志：其中没有版本号
remove-journal-newer = { $folder } 的日志版本为 { $found }，而此 signoff 只识别更早的版本：请使用更新的 signoff
remove-stopped-help = signoff remove --resume { $run } 再试一次；--skip { $step } 则略过它继续
remove-stopped-contact-help = signoff remove --resume { $run } 加上 --reference 或 --answers 记录新的联系；--skip { $step } 则略过它继续
remove-stopped-pin-help = signoff remove --resume { $run } --pin PIN 再试一次；--skip { $step } 则略过它继续
remove-certificate-title = 移除证明
remove-certificate-profile = 配置文件
remove-certificate-device = 设备
remove-certificate-method = 方式
remove-certificate-operator = 运营商
remove-certificate-person = 由本人处理，未经 Signoff
remove-certificate-run = 运行编号
remove-certificate-steps = 已执行的步骤
remove-certificate-time = 时间
remove-certificate-step = 步骤
remove-certificate-outcome = 结果
remove-certificate-evidence = 依据
remove-certificate-typed = 本人输入了确认
remove-certificate-yes = 由选项确认，未提问
remove-certificate-notifications = 发给 SM-DP+ 的通知
remove-certificate-number = 编号
remove-certificate-event = 事件
remove-certificate-address = 地址
remove-certificate-acknowledged = 已获确认
remove-certificate-not-acknowledged = 未获确认
remove-certificate-blob = 已签名的通知
remove-certificate-verification = 对 { $iccid } 的核实
remove-certificate-way = 途径
remove-certificate-answer = 结果
remove-certificate-ways = 各途径的结果
remove-certificate-raw = 原始数据
remove-certificate-interrupted = 已中断
remove-certificate-stopped = 已停止
remove-certificate-digest = 本证明的 JSON 形式除摘要本身以外全部内容的摘要为：
remove-certificate-issued = 由 Signoff { $version } 出具。它说明在设备上发现了什么以及各服务器的回答；它不是运营商的声明。

## verify: signoff verify

verify-way-profile-list = eUICC 配置文件列表
verify-way-iccid-file = 卡内 EF_ICCID
verify-way-modem-iccid = 调制解调器显示的 ICCID
verify-way-imsi = IMSI
verify-way-notifications = 通知
verify-way-smdp = SM-DP+
verify-way-operator = 运营商
verify-answer-gone = 已消失
verify-answer-still-there = 仍然存在
verify-answer-cannot-tell = 无法判断
verify-stage-now = 现在
verify-stage-warm = 热复位之后
verify-stage-cold = 断电重启之后
verify-stage-later = 等待一段时间之后
verify-head-way = 途径
verify-head-answer = 结果
verify-head-evidence = 依据
verify-begins = 正在查询：{ $stage } …
verify-waits = 尚无定论（{ $verdict }）；将再次查询，最多再等 { $left } 秒
verify-stage-line = { $stage }：{ $verdict }
verify-verdict-removed = 配置文件已移除：卡上已不存在，所有被询问的一方均已知晓。
verify-verdict-ending = 配置文件已从卡上消失，SM-DP+ 已知晓；合同将持续到约定日期。
verify-verdict-not-acknowledged = 配置文件已从卡上消失，但并非各方都已确认。
verify-verdict-still-there = 配置文件仍然存在。
verify-verdict-disagreement = 各途径的结果互相矛盾：有的说配置文件已消失，有的说仍然存在。
verify-verdict-unknown = 无法得知配置文件是否存在：eUICC 没有给出答案。
verify-word-removed = 已移除
verify-word-ending = 已移除，合同即将终止
verify-word-not-acknowledged = 已移除，未获确认
verify-word-still-there = 仍然存在
verify-word-disagreement = 结果矛盾
verify-word-unknown = 未知
verify-diagnosis-modem-cached = 调制解调器显示的是缓存的 ICCID：请给 UIM 断电后重新上电。
verify-diagnosis-modem-cached-before = 在卡断电重启之前，调制解调器显示的是缓存的 ICCID。
verify-diagnosis-file-not-listed = 卡内文件属于一个 eUICC 未列出的配置文件：请给卡断电重启后再次核实。
verify-diagnosis-enabled-not-shown = eUICC 称该配置文件已启用，而卡显示的是另一个：请给卡断电重启后再次核实。
verify-diagnosis-deleted-and-listed = 曾报告过删除，但 eUICC 仍列出该配置文件：它被重新安装，或删除因断电而失效。请将其删除。
verify-diagnosis-smdp-not-told = eUICC 上没有该配置文件，而 SM-DP+ 认为有：请发送等待中的通知。
verify-diagnosis-smdp-never-told = eUICC 上没有该配置文件，而 SM-DP+ 从未得到通知：请从存档重新发送通知，或请运营商释放该配置文件。
verify-diagnosis-smdp-ahead = SM-DP+ 称配置文件已消失，而 eUICC 仍列出它：请在设备上删除。
verify-diagnosis-notification-waits = SM-DP+ 尚未得到通知：请发送等待中的通知。
verify-diagnosis-no-acknowledgement = 没有人知道 SM-DP+ 是否得到通知：请指定存档（--archive）或 SM-DP+（--smdp）以便查询。
verify-diagnosis-contract-goes-on = 配置文件已消失，但合同仍在继续：请向运营商终止合同。
verify-diagnosis-terminated-but-installed = 运营商已终止合同，但配置文件仍在：请在设备上删除。
verify-diagnosis-operator-not-told = 合同已终止，运营商在等待 SM-DP+ 报告删除：请发送通知，或等待。
verify-diagnosis-contract-ending = 已下单终止合同：合同持续到约定日期。
verify-diagnosis-line-unknown = 运营商不知道该客户有这条线路：请用其他账户查询。
verify-diagnosis-operator-silent = 运营商没有回应：请再次查询。
verify-diagnosis-smdp-silent = SM-DP+ 没有回应：请再次查询。
verify-diagnosis-no-list = eUICC 没有给出配置文件列表：设备是否已连接，卡是否已插入？
verify-contract-active = 合同仍在继续
verify-contract-requested = 合同持续到已确认订单的日期
verify-contract-terminated = 合同已终止；配置文件仍被视为已安装
verify-contract-none = 没有有效的服务
verify-contract-unknown = 运营商不知道该客户有这条线路
verify-smdp-url = --smdp { $url }：{ $reason }
verify-smdp-https = SM-DP+ 须通过 https 访问
verify-smdp-no-host = 其中没有主机名
verify-no-archive = 没有存档 { $folder }
verify-no-profile = “{ $name }”不是 ICCID，卡上也没有叫这个名字的配置文件
verify-no-profile-help = signoff profile list 列出 ICCID 和名称
verify-several-profiles = 有 { $count } 个配置文件都叫“{ $name }”
verify-several-profiles-help = 请给出其中一个 ICCID：{ $iccids }
verify-not-asked-at = 此连接不接受 AT 命令
verify-not-asked-imsi = 不知道该配置文件的 IMSI
verify-not-asked-smdp = 未指定可供查询的 SM-DP+
verify-not-asked-operator = 未指定运营商
verify-failure-card = eUICC 拒绝了 { $function }：{ $result }
verify-failure-device =
    { $cause ->
        [timeout] 设备在 { $detail } 毫秒内没有应答
        [gone] { $detail } 已断开
        [restarted] { $detail } 在命令执行途中重新启动
        [mute] 卡没有任何应答
        [garbled] 收到的内容不是应答：{ $detail }
        [busy] { $detail } 正被另一个程序占用
        [not_opened] 无法打开 { $detail }（“{ $said }”）
        [channel] 通道 { $detail } 未打开
        [unsupported] { $detail } 做不到（“{ $said }”）
        [no_isd_r] 没有找到 ISD-R
        [malformed] 无法读取对 { $detail } 的应答（“{ $said }”）
        [unresolved] 对 { $detail } 的应答已丢失，且无法回读状态
       *[other] “{ $said }”
    }
verify-failure-answered = { $asked } 的应答是 { $answer }
verify-failure-no-iccid = 调制解调器没有一条命令能显示 ICCID
verify-failure-smdp =
    { $cause ->
        [dns] 无法解析主机名 { $server }
        [refused] { $server } 上没有服务在监听
        [reset] 与 { $server } 的连接中断
        [unreachable] 无法连接 { $server }
        [timeout] { $server } 在 { $detail } 毫秒内没有应答
        [expired] { $server } 的证书已过期
        [not_yet_valid] { $server } 的证书尚未生效
        [wrong_name] { $server } 出示的是另一台主机的证书
        [unknown_issuer] { $server } 的证书由不受信任者签发
        [certificate] 无法接受 { $server } 的证书（“{ $said }”）
        [handshake] 无法与 { $server } 建立 TLS 连接（“{ $said }”）
        [redirect] { $server } 要求转到别处，HTTP 状态 { $detail }
        [status] { $server } 的应答是 HTTP 状态 { $detail }
        [not_json] 无法读取 { $server } 的应答（“{ $said }”）
        [oversized] { $server } 的应答过长
        [failed] { $server } 拒绝：{ $detail }
       *[other] { $server }：“{ $said }”
    }
verify-failure-operator =
    { $cause ->
        [url] { $detail } 不是运营商服务台的地址
        [not_reachable] 无法连接运营商服务台 { $detail }
        [timeout] 运营商服务台 { $detail } 没有及时应答
        [tls] 运营商服务台 { $detail } 出示的证书不可信
        [identification_refused] 运营商拒绝了身份核验
        [locked] 运营商已锁定该账户
        [not_identified] 运营商不知道（或不再知道）是谁在询问
        [unknown_line] 运营商不知道该客户有线路 { $detail }
        [unknown_order] 运营商不知道该客户有订单 { $detail }
        [refused] 运营商拒绝（{ $detail }）：“{ $said }”
        [status] 运营商服务台出现故障：HTTP 状态 { $detail }
        [malformed] 对 { $detail } 的应答不是运营商服务台的应答
       *[other] “{ $said }”
    }
verify-failure-said = “{ $said }”
verify-reset-failed = 此前未能复位卡：{ $reason }
verify-found-not-asked = 未询问：{ $reason }
verify-found-failed = 没有可用的回答：{ $reason }
verify-found-listed-enabled = 已列出，已启用
verify-found-listed = 已列出，已停用
verify-found-not-listed = 未列出；另有 { $count } 个配置文件
verify-found-shown = { $by } 属于该配置文件
verify-found-other = { $by } 显示 { $shown }
verify-found-nothing = { $by } 没有显示任何内容
verify-found-pending = 删除通知 { $numbers } 正等待发往 { $addresses }
verify-found-acknowledged = 删除通知 { $numbers } 已获确认
verify-found-unconfirmed = 删除通知 { $numbers } 已存档且已离开卡，但没有确认记录
verify-found-no-deletion = 没有等待中的删除通知，存档中也没有
verify-found-smdp-told =
    { $state ->
        [available] 可订购
        [allocated] 已订购
        [linked] 已为此 eUICC 订购
        [confirmed] 订单已确认
        [released] 可下载
        [downloaded] 已下载
        [installed] 已安装
        [enabled] 已启用
        [disabled] 已停用
        [deleted] 已删除
        [unavailable] 不可用
        [error] 出错
       *[other] { $state }
    }；已收到删除通知
verify-found-smdp-not-told =
    { $state ->
        [available] 可订购
        [allocated] 已订购
        [linked] 已为此 eUICC 订购
        [confirmed] 订单已确认
        [released] 可下载
        [downloaded] 已下载
        [installed] 已安装
        [enabled] 已启用
        [disabled] 已停用
        [deleted] 已删除
        [unavailable] 不可用
        [error] 出错
       *[other] { $state }
    }；没有收到删除通知
verify-found-smdp-unknown = 不知道有该配置文件

## manual: what a person does by hand

manual-heading = 需要手动完成：{ $label }
manual-deadline = 您有 { $minutes } 分钟。Ctrl-C 结束运行。
manual-outcome = 结果如何？完成 (d)one、被拒绝 (r)efused、联系不上 (n)ot_reached、推迟 (p)ostponed：
manual-outcome-again = 请输入 done、refused、not_reached 或 postponed，或其首字母。
manual-reference = 参考号（不要填写个人信息），没有则按回车：
manual-answers-none = { $file } 中没有答案：“{ $said }”
manual-answers-none-help = 请为每个手动步骤的标签写："call the hotline": {"{"} outcome: done, reference: "4711" {"}"}
manual-answers-outcome = { $file }：“{ $label }”的结果无法使用：应为 { $reason } 之一
manual-answers-reference = { $file }：“{ $label }”的参考号无法使用：{ $reason }
manual-no-reference-length = 参考号有 1 至 40 个字符
manual-no-reference-mail = 它看起来像电子邮件地址，而个人信息不予记录
manual-no-reference-name = 它看起来像姓名或句子，而个人信息不予记录
manual-no-reference-telephone = 它看起来像电话号码，而个人信息不予记录
manual-no-reference-document = 它看起来像证件、账户或卡的号码，而个人信息不予记录
manual-no-reference-character = 参考号只能有字母、数字和 - . / _ #

## lab: signoff lab

lab-desk = 运营商 { $name }：{ $url }
lab-files = 文件：{ $folder }
lab-type = 在另一个终端中，从当前目录输入：
lab-end = 按 Ctrl-C 结束实验室。
lab-ended = 实验室已结束
lab-open-failed = 无法打开浏览器（{ $reason }），请自行打开 { $url }

lab-page-title = Signoff 实验室
lab-page-about = 模拟设备、SM-DP+ 与运营商
lab-page-loading = 正在加载…
lab-page-language = 语言
lab-page-skip = 跳到配置文件

lab-page-device = 设备
lab-page-modem = 调制解调器
lab-page-eid = EID
lab-page-iccid = 显示的 ICCID
lab-page-imsi = IMSI
lab-page-network = 网络
lab-page-memory = 可用存储
lab-page-kilobytes = { $count } KiB
lab-page-none = 无
lab-page-stale = 在上次更改之前读取；重启调制解调器后更新
lab-page-line = 串口正在使用：已打开 { $count } 个通道
lab-page-card-ready = 卡正常应答
lab-page-card-no_power = 卡已断电
lab-page-card-switched_off = 卡已关闭（AT+CFUN=0）
lab-page-card-no_euicc = 没有 eUICC
lab-page-card-busy = 串口正在使用
lab-page-card-failing = 卡异常
lab-page-armed = 下次写入时断电
lab-page-restart = 重启调制解调器
lab-page-restart-about = 关闭并重新打开调制解调器，卡恢复供电
lab-page-reset = 复位卡
lab-page-reset-about = 对卡进行热复位
lab-page-cut-now = 立即断电
lab-page-cut-now-about = 切断卡的电源，直到重启调制解调器
lab-page-cut-write = 下次写入时断电
lab-page-cut-write-about = 卡在下次写入时断电，即在更改进行到一半时

lab-page-profiles = 配置文件
lab-page-no-profiles = 卡上没有配置文件。
lab-page-profile = 配置文件
lab-page-card = 卡
lab-page-smdp = SM-DP+
lab-page-operator = 运营商
lab-page-actions = 操作
lab-page-not-there = 无
lab-page-protected = 受保护
lab-page-protected-about = 未声明为可丢弃，不能在此更改
lab-page-enable = 启用
lab-page-disable = 停用
lab-page-delete = 删除…
lab-page-on-profile = { $action }：{ $profile }

lab-page-state-enabled = 已启用
lab-page-state-disabled = 已停用
lab-page-state-absent = 已删除
lab-page-state-unknown = 未知
lab-page-smdp-available = 可订购
lab-page-smdp-allocated = 已订购
lab-page-smdp-linked = 已为此 eUICC 订购
lab-page-smdp-confirmed = 订单已确认
lab-page-smdp-released = 可下载
lab-page-smdp-downloaded = 已下载
lab-page-smdp-installed = 已安装
lab-page-smdp-enabled = 已启用
lab-page-smdp-disabled = 已停用
lab-page-smdp-deleted = 已删除
lab-page-smdp-unavailable = 不可用
lab-page-smdp-error = 出错
lab-page-operator-active = 服务中
lab-page-operator-termination_requested = 已申请终止
lab-page-operator-terminated_profile_installed = 已终止，配置文件仍在
lab-page-operator-no_active_service = 无有效服务
lab-page-operator-unknown_line = 未知号码

lab-page-diagnosis-agreed = 各方一致。
lab-page-diagnosis-no-server = 本实验室的 SM-DP+ 不认识此配置文件。
lab-page-diagnosis-card-silent = 卡没有应答，其内容未知。
lab-page-diagnosis-deletion-undelivered = 卡上已删除，SM-DP+ 尚不知情：请发送通知。
lab-page-diagnosis-deletion-never-told = 卡上已删除，但没有通知可以告知 SM-DP+。
lab-page-diagnosis-download-unreported = SM-DP+ 已交付配置文件，尚未收到安装结果。
lab-page-diagnosis-contract-goes-on = 已移除，但合同仍在继续：请向运营商终止。
lab-page-diagnosis-contract-ends-later = 已移除，合同将在约定日期结束。
lab-page-diagnosis-operator-not-told = 已移除，但运营商认为配置文件仍在。
lab-page-diagnosis-removed-everywhere = 已移除：卡、SM-DP+ 与运营商一致。
lab-page-diagnosis-removed = 已移除：卡与 SM-DP+ 一致。
lab-page-diagnosis-ended-but-installed = 合同已结束，但配置文件仍在卡上：请删除。
lab-page-diagnosis-state-undelivered = 发送通知后，SM-DP+ 才会得知此更改。
lab-page-diagnosis-state-never-told = SM-DP+ 所知不同，且没有通知可以告知它。
lab-page-diagnosis-server-believes-gone = SM-DP+ 认为此配置文件未安装。
lab-page-severity-good = 正常
lab-page-severity-open = 待处理
lab-page-severity-bad = 矛盾
lab-page-severity-unknown = 未知

lab-page-notifications = 卡上等待发送的通知
lab-page-no-notifications = 没有：所有服务器均已获知。
lab-page-number = 序号
lab-page-event = 事件
lab-page-address = 接收方
lab-page-deliver = 发送
lab-page-deliver-all = 全部发送
lab-page-deliver-one = 发送通知 { $number }
lab-page-event-install = 安装
lab-page-event-enable = 启用
lab-page-event-disable = 停用
lab-page-event-delete = 删除

lab-page-exchange = 实时交互
lab-page-exchange-empty = 暂无内容。串口、卡和服务器上的交互会显示在这里。
lab-page-everything = 全部 APDU 与串口行
lab-page-pause = 暂停
lab-page-go-on = 继续
lab-page-clear = 清空
lab-page-missed = 有 { $count } 条来得太快，未能显示
lab-page-waiting-entries = { $count } 条新内容
lab-page-origin-line = 串口
lab-page-origin-page = 页面
lab-page-origin-server = 服务器

lab-page-terminal = 在终端中使用
lab-page-terminal-about = 这些命令与本页面使用同一台设备。请在启动实验室的目录中输入：
lab-page-copy = 复制
lab-page-copied = 已复制

lab-page-delete-title = 删除 { $profile }？
lab-page-delete-about = 配置文件将从 eUICC 永久删除，只能重新下载才能恢复。
lab-page-delete-type = 输入 { $iccid } 的最后四位数字以确认
lab-page-delete-now = 删除配置文件
lab-page-cancel = 取消
lab-page-dismiss = 关闭

lab-page-doing = 正在处理…
lab-page-done-enable = { $profile } 已启用。
lab-page-done-disable = { $profile } 已停用。
lab-page-done-delete = { $profile } 已从卡上删除，其 SM-DP+ 尚不知情。
lab-page-done-deliver = { $count } 条通知已发送并得到确认。
lab-page-done-nothing-to-deliver = 没有等待发送的通知。
lab-page-done-power-cut = 卡已断电。重启调制解调器即可恢复供电。
lab-page-done-power-cut-armed = 卡将在下次写入时断电。
lab-page-done-reset = 卡已复位。
lab-page-done-restart = 调制解调器已重启。

lab-page-operator-day = 运营商日期
lab-page-advance-1 = 前进 1 天
lab-page-advance-30 = 前进 30 天
lab-page-advance-about = 将运营商的时钟向前拨
lab-page-contract = 合同…
lab-page-contract-title = { $profile } 的合同
lab-page-contract-about = { $operator } 对终止合同的答复。目前尚未终止任何内容。
lab-page-contract-status = 状态
lab-page-contract-earliest = 最早终止日
lab-page-contract-fee = 提前终止费
lab-page-contract-device = 设备剩余款项
lab-page-contract-bills = 未付账单
lab-page-contract-total = 合计应付
lab-page-contract-data = 未用流量（将失去）
lab-page-contract-credit = 余额（将失去）
lab-page-contract-free = 免费终止起始日
lab-page-contract-term = 合同期满
lab-page-contract-porting = 号码转往 { $recipient }
lab-page-contract-terminate = 在 { $day } 终止合同
lab-page-close = 关闭
lab-page-done-quote = { $profile } 的报价
lab-page-done-terminate = { $profile } 将于 { $day } 终止，编号 { $reference }。
lab-page-done-advance = 运营商日期现为 { $today }。
lab-page-error-no-operator = 本实验室没有运营商认识此号码。
lab-page-error-operator = 运营商未执行：{ $message }

lab-page-error-busy = 串口上的程序正在操作。请稍后再试，或重启调制解调器。
lab-page-error-protected = 已拒绝：此配置文件未声明为可丢弃。未发送任何命令。
lab-page-error-refused = eUICC 拒绝：{ $message }
lab-page-error-no-power = 卡已断电，请先重启调制解调器。
lab-page-error-power-lost = 卡在更改过程中断电。重启调制解调器即可查看结果。
lab-page-error-lost = 应答丢失。卡的实际状态见上。
lab-page-error-card = 卡的应答异常：{ $message }
lab-page-error-unknown-profile = 卡上没有此配置文件。
lab-page-error-not-confirmed = 输入的不是最后四位数字。未删除任何内容。
lab-page-error-undelivered = 并非全部得到确认，未确认的保留在卡上。{ $message }
lab-page-error-archive = 未发送：无法存档通知。{ $message }
lab-page-error-waiting = 另一操作正在进行，请稍后再试。
lab-page-error-ending = 实验室正在结束。
lab-page-error-other = 操作失败：{ $message }
lab-page-error-offline = 实验室没有应答。是否已结束？本页面会自动重试。

## run: signoff run

run-started = 目标 { $target } 上的 { $count } 个用例，种子 { $seed }
run-step = { $case }：第 { $number } 步 { $kind }
run-place = { $place }，第 { $number } 步（{ $what }）
run-steps = { $count } 步
run-step-ok = 通过
run-pass = 通过
run-fail = 失败
run-error = 错误
run-stop = 中断
run-refused = 拒绝
run-not-applicable = 不适用
run-interrupted-after = 共 { $steps } 步，完成 { $done } 步后中断；逻辑通道已关闭
run-expected = 预期
run-got = 实际
run-note = 注意：{ $note }
run-again = 重现：

run-passed = { $count } 个通过
run-failed = { $count } 个失败
run-were-not-applicable = { $count } 个不适用
run-without-answer = { $count } 个无应答
run-were-refused = { $count } 个被保护机制拒绝
run-interrupted = { $count } 个中断
run-summary = { $parts }，用时 { $duration }
run-nothing-applies = 没有适用于此设备的流程：什么都没有测试

## notification: signoff notification

notification-none = 没有通知
notification-unknown = 没有序号为 { $number } 的通知
notification-unknown-help = signoff notification list 列出所有序号
notification-signature = 签名：{ $verdict }
notification-outcome = { $number }：{ $outcome }
notification-delivery = { $number } { $iccid } 的{ $event }通知，发往 { $address }：{ $outcome }
notification-delivery-of-no-profile = { $number } { $event }通知，发往 { $address }：{ $outcome }

notification-acknowledged =
    { $attempts ->
        [1] 已确认
       *[other] 第 { $attempts } 次尝试时确认
    }
notification-acknowledged-again =
    { $attempts ->
        [1] 再次确认：此前已确认过，但仍留在卡上
       *[other] 第 { $attempts } 次尝试时再次确认：此前已确认过，但仍留在卡上
    }
notification-failed =
    { $attempts ->
        [1] { $error }
       *[other] { $error }，共尝试 { $attempts } 次
    }
notification-held = 未发送：发往同一地址的 { $behind } 尚未确认，而通知须按顺序发送
notification-not-found = 卡上没有这个序号的通知
notification-unreadable = 卡没有给出它：{ $reason }
notification-not-archived = 未发送：{ $reason }
notification-not-attempted = 未发送：轮到它之前，与卡的连接已中断
notification-removed = { $outcome }，已从卡上移除
notification-kept = { $outcome }，保留在卡上
notification-not-removed = { $outcome }，未能移除：{ $reason }

notification-not-all-acknowledged = { $total } 条中有 { $count } 条未确认；卡上的通知保持不动
notification-not-all-replayed = { $total } 条中有 { $count } 条未确认
notification-not-all-removed = 全部已确认，但未能全部从卡上移除

## smdp: signoff smdp

smdp-released = { $iccid } 已放行
smdp-cancelled = { $iccid } 已取消
smdp-no-profile = SM-DP+ 没有配置文件 { $iccid }
smdp-no-fault = 无
smdp-column-arrival = 到达次序
smdp-column-number = 序号
smdp-column-verdict = 判定
smdp-column-fault = 故障
smdp-column-times = 次数

## simulate: signoff simulate

simulate-in-the-reader = 已插入 { $driver } 处 vpcd 驱动的读卡器
simulate-taken-out = 已从读卡器取出
simulate-let-go = 驱动已释放这张卡；正在等待它恢复
simulate-root = 根证书：{ $path }
simulate-public = 警告：SM-DP+ 可从 { $place } 访问；能访问它的人都可以订购和下载配置文件
simulate-no-loopback = { $place } 不是本机回环地址
simulate-no-loopback-help = 若要让网络中的其他人访问 SM-DP+，请加上 --public
simulate-operator-no-loopback-help = 若要让网络中的其他人访问柜台，请加上 --public
simulate-operator-public = 警告：柜台可从 { $place } 访问，且没有加密；能访问它的人都可以尝试确认身份

## ports: signoff ports

ports-none = 没有串口
ports-silent = 无应答
ports-answers = 有应答
ports-column-port = 端口
ports-column-device = 设备

## error: what ends a command

error-output = 输出失败：{ $reason }
error-cannot-read = 无法读取 { $path }：{ $reason }
error-cannot-read-what = 无法读取{ $what ->
        [card] 卡文件
        [modem] 调制解调器文件
        [smdp] { " " }SM-DP+ 文件
        [operator] 运营商文件
        [rules] 合同规则文件
        [root] 根证书
        [session] 会话文件
        [upp] { " " }UPP
       *[other] { $what }
    } { $name }：{ $reason }
error-wrong = { $what ->
        [card] 卡
        [modem] 调制解调器
        [smdp] SM-DP+
        [operator] 运营商
        [rules] 合同规则
        [root] 根证书
        [pin-file] PIN 文件
        [variable] 环境变量
        [pki] PKI 文件夹
        [state] 状态文件夹
        [address] 地址
       *[other] { $what }
    } { $name } 有误：{ $reason }
error-cannot-write = 无法写入 { $path }：{ $reason }
error-cannot-make = 无法创建 { $folder }：{ $reason }
error-cannot-remove = 无法删除 { $path }：{ $reason }
error-shipped-names = 请指定文件，或以下内置名称之一：{ $names }
error-no-shipped-card = --card：没有名为 { $name } 的内置卡
error-shipped-cards = 内置的卡有：{ $names }
error-rules-help = 请指定与运营商文件位于同一文件夹的文件，或以下内置名称之一：{ $names }
error-write-pages = 无法将手册页写入 { $folder }：{ $reason }
error-report = 无法写入报告：{ $reason }

error-no-archive = 没有存档 { $folder }
error-archive-help = 请用 --archive 指定其他文件夹
error-state-help = 请用 --state 指定其他文件夹
error-no-root = 没有可信任的根证书：卡只提供其 CI 的密钥
error-no-root-help = 请用 --tls-root FILE 指定 CI 的证书
error-still-on-card = 未获确认的通知仍在卡上

error-own-card-option = { $option } 只用于 sim: 的卡，不能用于其他目标的卡
error-pki-without-eid = 没有 EID 的卡没有证书：请去掉 --pki
error-busy-help = 同一时间只能有一个程序使用该端口
error-at-port-help = 这是调制解调器的 AT 端口吗？波特率是否正确？signoff ports 可查看各端口的应答
error-ports-help = signoff ports 列出所有端口及其应答
error-probe-help = signoff probe 可查看实际存在的是什么
error-ports = 无法列出端口：{ $reason }
error-unclear = { $function } 的结果不明：{ $reason }

error-unknown-profile = { $text } 既不是 ICCID，也不是 AID 或已知名称
error-unknown-profile-help = signoff profile list 列出所有 ICCID
error-profile-names = 这张卡上的名称：{ $names }
error-nickname-aid = SetNickname 需要 ICCID，不接受 AID（SGP.22 §5.7.21）
error-no-aid = 没有 AID 为 { $aid } 的配置文件
error-no-variable = 没有存放 PIN 的环境变量 { $name }
error-pin-unread = 无法读取 PIN：{ $reason }
error-typed = 输入有误：{ $reason }

error-no-section = { $path } 没有 `operator` 一节
error-no-session = { $path } 不是 signoff 保存的会话
error-keep-session = 无法将会话保存到 { $path }：{ $reason }
error-no-desk-fault = { $fault } 不是柜台的故障：{ $reason }

error-smdp-https = 须通过 https 访问 SM-DP+
error-smdp-profile = { $name } 既不是 ICCID，也不是配置文件的名称
error-smdp-profile-help = SM-DP+ 上有：{ $names }
error-smdp-status = { $path } 的应答无法使用：状态 { $status }，{ $reason }
error-smdp-function = { $path } 未能执行：{ $status }
error-smdp-answer = SM-DP+ 的应答不符合预期：{ $reason }
error-smdp-refused = SM-DP+ 拒绝，状态 { $status }：{ $reason }
error-smdp-silent = { $place } 处的 SM-DP+ 没有应答：{ $reason }
error-smdp-silent-help = `signoff simulate smdp` 是否正在那里运行，且 --smdp 和 --seed 相同？
error-smdp-state = { $name } 不是配置文件的状态
error-smdp-state-help = 可用的状态：{ $names }
error-no-smdp-fault = { $fault } 不是故障：{ $reason }

error-cannot-serve = 无法在 { $place } 提供服务：{ $reason }
error-cannot-serve-help = 那里已有其他程序在服务，或遗留了套接字文件：若无人使用，请将其删除
error-cannot-serve-link = 无法在伪终端 { $path } 上提供服务：{ $reason }
error-cannot-serve-terminal = 无法在伪终端上提供服务：{ $reason }
error-write-root = 无法将根证书写入 { $path }：{ $reason }
error-no-door = 请指定 --tcp、--unix、--vpcd 或 --lpac-stdio
error-no-driver = 无法把卡插入 { $driver } 处的 vpcd 驱动：{ $reason }
error-no-driver-help = 请安装 pcscd 和 vpcd 驱动（Debian：vsmartcard-vpcd）并启动 pcscd；驱动监听端口 35963
error-no-program = 请在 -- 之后给出程序，例如 -- lpac chip info
error-cannot-run = 无法运行 { $name }：{ $reason }
error-cannot-run-help = 请给出程序的路径，或安装该程序
error-no-pipes = { $name } 没有管道
error-program-failed = { $name } 失败：{ $status }
error-page-loopback = { $place } 不是回环地址：该页面只供本机使用
error-page-loopback-help = 请指定 127.0.0.1 和端口，或去掉 --bind

error-nothing-to-decode = 没有可解码的内容
error-hex-help = 请给出十六进制字节，例如 BF3303800100
error-mistakes = 流程文件中有 { $count } 处错误；没有运行任何流程
error-no-dut = { $path } 不是 DUT 文件；没有运行任何流程
error-no-shipped-flow = signoff 没有内置流程 { $name }
error-no-shipped-flow-help = signoff run -v 列出所有内置流程
error-no-flows = { $path } 中没有 .yaml 文件
error-flow-help = 请给出流程文件、含有流程文件的文件夹，或 shipped:NAME.yaml

## cause: errors of the layers below, which stand in the sources in English

cause-os-not-found = 没有那个文件或目录（os error { $code }）
cause-os-permission = 权限不足（os error { $code }）
cause-os-exists = 已经存在（os error { $code }）
cause-os-in-use = 地址已被占用（os error { $code }）
cause-os-no-address = 本机没有该地址（os error { $code }）
cause-os-refused = 连接被拒绝（os error { $code }）
cause-os-is-folder = 这是一个目录（os error { $code }）
cause-os-no-folder = 这不是目录（os error { $code }）
cause-os-full = 存储空间已满（os error { $code }）

cause-no-such-port = 没有这个端口；`signoff ports` 列出现有的端口
cause-dialout = { $reason }；在多数系统上，dialout 组的用户可以使用串口
cause-no-modem = 没有这个名称的调制解调器；内置的有 { $names }
cause-unplugged = 数据流已结束，可能已被拔出
cause-closed = 连接已关闭
cause-no-card = 没有插入卡
cause-permission = 权限不足
cause-device-busy = 设备正被占用

cause-while = { $doing }：{ $cause }
cause-opening-isd-r = 打开 ISD-R { $aid } 时
cause-closing-isd-r = 关闭 ISD-R 的逻辑通道时
cause-opening-usim = 打开通往 USIM 的逻辑通道时
cause-closing-usim = 关闭通往 USIM 的逻辑通道时
cause-reset = 复位时
cause-power-cycle = 断电重启时
cause-reading-back = 读回状态时
cause-answer-to = 对 { $what } 的应答

cause-timeout = 在 { $after } 毫秒内没有收到{ $waiting }；最后收到的字节为 "{ $last }"
cause-timeout-silent = 在 { $after } 毫秒内没有收到{ $waiting }；什么都没有收到
cause-disconnected = 等待{ $waiting }时，{ $device } 已断开：{ $reason }
cause-restarted = 等待{ $waiting }时，{ $device } 重新启动
cause-mute = 卡没有应答：{ $reason }
cause-garbled = 收到的 { $received } 不是{ $expected }
cause-busy = { $port } 被占用：{ $reason }；调制解调器的端口常被 ModemManager 占用，可用 `mmcli -m 0 --inhibit` 释放
cause-open = 无法打开 { $device }：{ $reason }
cause-command-refused = 调制解调器拒绝了 { $command }：{ $result }
cause-channel-not-open = 逻辑通道 { $channel } 没有打开
cause-unsupported = { $device } 不支持：{ $what }

cause-status = { $status } { $word ->
        [SW6281] 返回的部分数据可能已损坏
        [SW6282] 未读满 Le 字节已到文件末尾
        [SW6283] 所选文件已失效
        [SW6581] 存储器故障
        [SW6700] 长度有误
        [SW6881] 不支持逻辑通道
        [SW6882] 不支持安全报文
        [SW6981] 命令与文件结构不符
        [SW6982] 不满足安全状态
        [SW6983] 认证方式已锁定
        [SW6984] 引用的数据已失效
        [SW6985] 不满足使用条件
        [SW6986] 命令不允许，未选择 EF
        [SW6A80] 数据域参数有误
        [SW6A81] 不支持该功能
        [SW6A82] 没有找到文件或应用
        [SW6A83] 没有找到记录
        [SW6A84] 存储空间不足
        [SW6A86] 参数 P1、P2 有误
        [SW6A88] 没有找到引用的数据
        [SW6B00] 参数 P1、P2 有误
        [SW6D00] 不支持该指令
        [SW6E00] 不支持该类别
        [SW6F00] 技术问题，没有具体诊断
        [SW9300] 工具包正忙
       *[other] { $meaning }
    }
cause-attempt = { $attempt } { $status }
cause-and = { $first }；{ $then }
cause-refused = { $function } 被拒绝：{ $how }
cause-no-aid = 没有找到 ISD-R：没有可试的 AID
cause-no-isd-r = 没有找到 ISD-R：{ $tried }
cause-malformed = { $function } 的应答格式有误：{ $reason }：{ $bytes }
cause-endless = { $function } 的应答过长，超过 { $limit } { $unit }
cause-too-long = { $function } 的请求过长：{ $reason }
cause-unresolved = { $change } 的结果未知：再次发送前须先读回状态
cause-unresolvable = 无法查明 { $change } 的结果：{ $reason }
cause-card = 无法按此文件制作卡：{ $reason }

cause-protected = 没有发送 { $what }：{ $why }；若可以丢弃，请用 { $declare } 声明
cause-protected-euicc = 它涉及整个 eUICC，而整个 eUICC 并未声明为可丢弃（{ $reason }）
cause-protected-profiles = ICCID 为 { $iccids } 的配置文件未声明为可丢弃

cause-server = { $server } 的 { $function }：{ $cause }
cause-server-dns = 无法解析主机名：{ $reason }
cause-server-refused = 连接被拒绝
cause-server-reset = 应答尚未传完，连接已中断
cause-server-unreachable = 无法连接：{ $reason }
cause-server-timeout = { $after } 毫秒内没有应答
cause-server-redirect = HTTP 状态 { $status }，重定向到 { $location }
cause-server-status = HTTP 状态 { $status }，内容为 { $body }
cause-server-not-json = 应答不是该函数应返回的内容：{ $reason }，内容为 { $body }
cause-server-oversized = 应答超过 { $limit } 字节
cause-server-failed = 服务器应答 { $answer }
cause-tls-expired = 服务器证书已于 { $date } 过期
cause-tls-not-yet-valid = 服务器证书自 { $date } 起生效，而本机时间是 { $now }
cause-tls-wrong-name = 服务器证书属于 { $names }，不属于 { $host }
cause-tls-unknown-issuer = 服务器证书的签发者不受信任
cause-tls-certificate = 服务器证书不可接受：{ $reason }
cause-tls-handshake = 无法建立 TLS 连接：{ $reason }
cause-roots-none = 其中没有证书；需要含 BEGIN CERTIFICATE 的 PEM 或 DER
cause-roots-pem = PEM 已损坏：{ $reason }
cause-roots-certificate = 无法读取其中第 { $number } 个证书：{ $reason }
cause-address = { $address } 不是服务器地址：{ $reason }；应为主机名，如 smdp.example.com，必要时加 :PORT
cause-mapping = 应为 HOST=IP:PORT，如 smdp.example.com=127.0.0.1:8443
cause-mapping-place = “{ $place }”不是带端口的 IP 地址，如 127.0.0.1:8443
cause-dump = 这不是导出的通知行：{ $reason }
cause-dump-number = 它标明序号 { $said }，而其中通知的序号是 { $signed }
cause-archive = 存档 { $place } 无法使用：{ $reason }
cause-keys = 无法使用密钥和证书：{ $reason }
cause-store-folder = 无法创建文件夹 { $folder }：{ $reason }
cause-store-in-use = { $file } 中的状态正被另一进程使用；请停止该进程，或指定其他文件夹
cause-store-foreign = { $file } 不是 signoff 在此处写入的状态；请指定其他文件夹
cause-store-newer = { $file } 由较新的 signoff 写入（版本 { $found }）；请使用该版本，或指定其他文件夹
cause-store = 无法使用 { $file } 中的状态：{ $reason }
cause-store-no-card = { $file } 不是模拟卡的状态；请指定空的或新的文件夹，或将其删除
cause-store-damaged = { $file } 在第 { $offset } 字节处已损坏；请从副本恢复，或将其删除以得到新卡
cause-not-served = 无法提供服务：{ $reason }
cause-lab-https = 无法提供 SM-DP+：{ $cause }
cause-cannot-serve = 无法在 { $place } 提供服务：{ $reason }

cause-advice-dns = 请检查地址和网络；没有 DNS 时可用 --resolve HOST=IP:PORT 指明主机位置
cause-advice-unreachable = 请确认服务器正在运行，端口和 --resolve 正确；卡上等待的通知会保留
cause-advice-later = 请稍后再试；卡上等待的通知在获得确认之前会保留
cause-advice-expired = 服务器需要新证书；若证书应当有效，请检查本机时钟
cause-advice-clock = 请检查本机时钟
cause-advice-name = 请检查地址以及 --resolve 指向何处
cause-advice-issuer = 受信任的根是卡的 CI；可用 --tls-root FILE 添加其他 CI 的证书
cause-advice-certificate = 服务器需要符合 SGP.22 §4.5.2.1 的 P-256 证书，以及 TLS 1.2 或 1.3
cause-advice-redirect = 不跟随重定向；若服务器已迁移，其运营者须在配置文件中说明
cause-advice-no-path = 这是 SM-DP+ 吗？其 ES9+ 没有这个路径
cause-advice-status = 服务器出现故障或不接受该请求；请询问其运营者
cause-advice-portal = 这是 SM-DP+ 吗？还是门户或代理在代为应答？
cause-advice-failed = 这由运营商一侧决定；代码说明缺少什么
cause-advice-numbers = signoff notification list 列出所有序号
cause-advice-bad-address = 无法告知任何 SM-DP+；signoff notification remove 可将其从卡上移除
cause-advice-unreadable = signoff notification show 可查看卡的应答
cause-advice-same-again = 卡恢复应答后，请再次运行同一命令

cause-download-refused = 下载在 { $stage } 阶段被拒绝：{ $because }
cause-download-euicc = eUICC：{ $refusal }
cause-download-installation = eUICC 处理 { $command } 时：{ $reason }
cause-download-address = 服务器签名中的地址是 "{ $signed }"，而访问的是 { $called }
cause-download-oid = 服务器证书的 OID 是 { $found }，激活码要求 { $wanted }
cause-download-transaction = 服务器应答中的事务是 { $found }，而会话是 { $session }
cause-download-confirmation-code = SM-DP+ 需要确认码；请用 --confirmation-code 给出
cause-download-rules = eUICC 的规则授权表不允许该运营商使用 { $rules }
cause-download-metadata = 配置文件包的元数据与所提供的不一致
cause-download-unreadable = 无法读取服务器发来的 { $what }：{ $reason }

cause-desk-url = { $url } 不是运营商柜台的地址：{ $reason }
cause-desk-not-reachable = 无法连接 { $url } 处的运营商柜台：{ $reason }
cause-desk-timeout = { $url } 处的运营商柜台在 { $after } 毫秒内没有应答
cause-desk-tls = { $url } 处的运营商柜台出示的证书不可信任：{ $reason }
cause-desk-identification = 运营商拒绝了身份确认
cause-desk-identification-tries =
    { $left ->
        [1] 运营商拒绝了身份确认；再错一次账户将被锁定
       *[other] 运营商拒绝了身份确认；还剩 { $left } 次机会
    }
cause-desk-locked = 运营商已锁定该账户
cause-desk-not-identified = 运营商不知道是谁在询问，或会话已失效
cause-desk-unknown-line = 运营商不知道该客户有线路 { $iccid }
cause-desk-unknown-order = 运营商不知道该客户有订单 { $id }
cause-desk-refused = 运营商拒绝：{ $reason }（{ $code }）
cause-desk-out-of-order = 运营商柜台出现故障：{ $path } 返回状态 { $status }
cause-desk-malformed = { $path } 的应答（状态 { $status }）不是运营商柜台的应答：{ $reason }
cause-desk-advice-url = 请给出 https://HOST；本机上的柜台用 http://127.0.0.1:PORT
cause-desk-advice-running = 柜台是否正在那里运行，例如由 `signoff simulate operator` 启动？
cause-desk-advice-again = 请再试一次：外部编号相同的订单不会重复下达
cause-desk-advice-root = 请用 --tls-root FILE 给出其所属的根证书
cause-desk-advice-proof = 再次尝试之前，请核对账户号码和证明
cause-desk-advice-locked = 请等待，或致电运营商、到营业厅解锁
cause-desk-advice-identify = 请重新确认身份
cause-desk-advice-line = 请核对 ICCID，以及该线路是否属于此账户
cause-desk-advice-order = 请核对外部编号
cause-desk-advice-refused = 请看运营商的说明
cause-desk-advice-later = 请稍后再试
cause-desk-advice-address = 这是运营商柜台的地址吗？
cause-answers-yaml = 无法读取：{ $reason }
cause-answers-proof = `operator` 一节除 account 外，还需要 document 或 code 二者之一
cause-end-choice = { $text } 不是终止方式：请用 earliest、withdrawal 或日期，如 2026-05-31

cause-usim-unreachable = 无法访问 USIM：{ $reason }
cause-usim-no-profile = 没有已启用的配置文件，因此没有可读取的内容；请先启用所需的配置文件
cause-usim-not-enabled = 已启用的配置文件是 { $enabled }，而不是 { $wanted }；只能读取已启用的配置文件
cause-pin-required = 卡要求输入 PIN 1：{ $tries ->
        [unknown] 剩余次数未知
       *[other] 还剩 { $tries } 次
    }
cause-pin-last-try = PIN 没有发送：{ $tries ->
        [unknown] 剩余次数未知
       *[other] 还剩 { $tries } 次
    }，输错可能锁定 PIN；加 --last-try 可强制发送
cause-pin-wrong = PIN 错误：{ $tries ->
        [unknown] 剩余次数未知
       *[other] 还剩 { $tries } 次
    }
cause-pin-blocked = PIN 已锁定；设备可用 PUK 解锁（AT+CPIN="PUK","新 PIN"）
cause-file-refused = { $path } 的 { $doing } 被拒绝：{ $status }
cause-does-not-fit = 备份中有 { $count } 项放不下，没有写入任何内容
cause-nothing-written = { $cause }；没有写入任何内容
cause-read-back = { $path } 第 { $record } 条记录：写入的内容读回不一致
cause-backup-exists = { $path } 已经存在；备份不会覆盖任何内容，请选择其他文件夹
cause-pin = PIN 为四到八位数字

cause-target-scheme = { $found } 不是目标；目标为 sim:、pty:MODEM?mode=&baud=、serial:DEVICE?mode=&baud= 和 tcp:HOST:PORT?mode=
cause-target-missing = { $scheme }: 需要 { $needs }，例如 { $example }
cause-target-excess = { $scheme }: 冒号之后不能有内容，而给出了 { $found }
cause-target-option = { $scheme }: 没有选项 { $found }；{ $allowed }
cause-target-value = 不能使用 { $option }={ $found }；{ $option } 应为 { $allowed }

cause-id-length = { $kind } 长度有误：{ $found } { $unit ->
        [digits] 位数字
        [bytes] 字节
       *[other] { $unit }
    }，应为 { $expected }
cause-range = { $from } 至 { $to }
cause-id-character = { $kind } 中不能有 { $found }（位置 { $position }）
cause-id-arc = { $kind } 有误：应为以点分隔的数字，每个小于 4294967296，第一个小于 3
cause-id-check-digits = EID 的校验位 { $found } 有误，应为 { $expected }
cause-code-format = 激活码应以 "1$" 或 "LPA:1$" 开头，而此处是 { $found }
cause-code-length = 激活码有 { $found } 个字符，最多 255 个
cause-code-character = 激活码中不能有 { $found }（位置 { $position }）
cause-code-fields = 激活码至少含两个 "$"：1$地址$令牌
cause-code-flag = 激活码的确认码标志应为 "1" 或省略，而不是 { $found }
cause-hex-odd = { $digits } 位十六进制数字不能组成完整的字节
cause-hex-digit = { $found }（位置 { $position }）不是十六进制数字

cause-lab-occupied = { $folder } 中已有另一个实验室在运行；请结束它，或用 --dir 指定其他文件夹
cause-lab-folder = 无法使用文件夹 { $folder }：{ $reason }
cause-lab-card-state = 无法使用 { $folder } 中卡的状态：{ $reason }
cause-lab-package = 无法读取配置文件包 { $path }：{ $reason }
cause-lab-line = 无法在 { $place } 提供调制解调器：{ $reason }
cause-lab-page = 无法在 { $place } 提供页面：{ $reason }
cause-lab-not-loopback = { $place } 不是回环地址；该页面只供本机使用
cause-lab-operator = 运营商 { $name } 没有柜台：{ $reason }
cause-lab-random = 本机无法提供随机字节
cause-lab-other = 实验室无法启动：{ $reason }

cause-misfit = { $what }：{ $why }
cause-contact = 联系人 { $name }
cause-message-from = 来自 { $address } 的短信
cause-message-to = 发往 { $address } 的短信
cause-email = 电子邮件地址
cause-second-name = 第二姓名
cause-unfit-phonebook = 该配置文件没有电话簿
cause-unfit-entry = { $path } 没有空闲条目
cause-unfit-extension = 其号码有 { $digits } 位，需要空闲的扩展记录
cause-unfit-number = 电话簿放不下它的另一个号码 { $number }
cause-unfit-number-extension = 它的另一个号码 { $number } 需要空闲的扩展记录
cause-unfit-text = 电话簿放不下{ $kind } { $text }
cause-unfit-long = { $kind } { $text } 放不下：{ $reason }
cause-unfit-no-groups = 电话簿没有分组，因此将失去 { $name }
cause-unfit-group = 电话簿放不下分组 { $name }
cause-unfit-many-groups = 它所属的分组超过电话簿允许的数量，因此将失去 { $name }
cause-unfit-messages = 该配置文件没有 EF_SMS
cause-unfit-short = 该配置文件的记录只有 { $bytes } 字节
cause-unfit-few = 它需要 EF_SMS 的 { $needed } 条空闲记录，只剩 { $left } 条
cause-unfit-record = 记录放不下：{ $reason }
cause-record-too-long = 内容需要 { $needed } { $unit ->
        [digits] 位
        [letters] 个字符
       *[other] 字节
    }，记录只有 { $room } { $unit ->
        [digits] 位
        [letters] 个字符
       *[other] 字节
    }
cause-record-character = 编码中没有字符 { $found }

cause-signature-valid = 有效，由 eUICC { $eid } 签名，EUM { $eum }，CI { $ci }
cause-signature-without-ci = 有效，由 eUICC { $eid } 签名，EUM { $eum }，CI 未知
cause-signature-invalid = 无效：{ $reason }
cause-signature-not-verifiable = 无法验证：{ $reason }

cause-no-apdu = 传送 APDU：{ $refusal }，且 AT+CSIM 也打不开逻辑通道
cause-no-apdu-in-crsm = 在 mode=crsm 下传送 APDU
cause-no-at = 在没有调制解调器时接受 AT 命令

cause-step-no-server = 没有可询问的 SM-DP+；请在流程开头用 smdp: 指明
cause-step-no-desk = 没有可询问的运营商柜台；请在流程开头用 operator: 指明
cause-step-interrupted = 已中断
cause-step-profile-unknown = 此处配置文件 { $name } 没有 { $identifier }
cause-step-protected =
    { $place }，第 { $number } 步（{ $kind }）
    { $cause }
    没有更改任何内容
cause-step-profiles = { $count } 个配置文件：{ $list }
cause-step-profile = { $name } { $state ->
        [enabled] 已启用
        [disabled] 已停用
       *[other] 状态未知
    }
cause-step-no-profiles = 没有配置文件
cause-step-notifications = { $count } 条通知：{ $list }
cause-step-notification = { $number } { $name } 的{ $event ->
        [install] 安装
        [enable] 启用
        [disable] 停用
        [delete] 删除
       *[other] { $event }
    }通知，发往 { $address }
cause-step-no-notifications = 没有通知
cause-step-many = { $count } 条通知
cause-step-signatures = 所有签名有效
cause-step-signatures-invalid = { $count } 个签名无效
cause-step-channels = 逻辑通道均已关闭
cause-step-channels-open = 未关闭的逻辑通道：{ $channels }
cause-step-state = { $parts }
cause-step-backup = { $name } 的 { $contacts } 个联系人，{ $messages } 条短信
cause-step-restored = { $how ->
        [planned] 将写入
       *[written] 已写入
    } { $contacts } 个联系人和 { $messages } 条短信，已有 { $present } 项
cause-step-unknown = 结果未知（{ $error }），查明：{ $resolution }
cause-flow-needs = 流程需要：{ $what }
cause-flow-needs-card = 流程需要 { $wanted }，设备是 { $found }
cause-flow-needs-person = 流程需要有人完成 { $label }，而此处既没有终端，也没有回答（--answers）
cause-flow-eid = 流程的卡 { $card } 的 EID 是 { $wanted }，设备的是 { $found }
cause-flow-card = 流程的卡 { $card } 与设备不符：{ $reason }
cause-flow-ci = 流程的 SM-DP+ 属于 CI { $ci }，设备信任 { $known }

cause-expendable = { $reason }；请给出 ICCID 或 all
cause-usage-no-value = 参数 { $argument } 需要一个值
cause-usage-value = 参数 { $argument } 不接受值 { $given }；可用的值：{ $valid }
cause-usage-wrong-value = 参数 { $argument } 的值 { $given } 有误：{ $reason }
cause-usage-unknown-argument = 没有参数 { $argument }
cause-usage-unknown-command = 没有命令 { $name }
cause-usage-conflict = 参数 { $argument } 不能与 { $other } 同时使用
cause-usage-missing = 缺少必需的参数：{ $argument }
cause-usage-other = 命令行有误：{ $reason }
cause-usage-no-command = { $name } 需要一个命令
cause-usage-similar = 是否指 { $similar }？
cause-usage-more = 详见 --help。
cause-usage-number = 应为整数
cause-usage-web-address = 应为 http:// 或 https:// 加主机，如 https://127.0.0.1:8080
cause-usage-duration = 应为 30s、5m 或 1h 这样的时长
cause-usage-date = 应为日期，如 2026-05-31
cause-usage-time = 应为带时区的时刻，如 2026-03-29T00:00:00+01:00
cause-usage-range = 应在 { $range } 之内
cause-stage = { $text } 不是下载的阶段；阶段有 { $stages }
cause-cancel-reason = { $text } 不是取消会话的原因；原因有 { $reasons }
cause-usage-socket = 应为 IP 地址和端口，例如 127.0.0.1:8443

## help: the command line, whose English stands in the doc comments of its arguments

help-heading-usage = 用法：
help-heading-commands = 命令：
help-heading-arguments = 参数：
help-heading-options = 选项：
help-heading-values = 可用的值：
help-heading-examples = 示例：
help-heading-any-command = <命令>
help-heading-any-options = [选项]
help-heading-default = [默认值：
help-heading-value-list = [可用的值：
help-man-name = 名称
help-man-synopsis = 概要
help-man-description = 描述
help-man-options = 选项
help-man-commands = 子命令
help-man-extra = 补充说明
help-man-version = 版本

help-about = 针对模拟 eUICC 和真实调制解调器，重放 eSIM 配置文件移除流程
help-about-help = 显示本说明，或指定子命令的帮助
help-about-run = 运行流程
help-about-ports = 列出串口及其应答
help-about-detect = 检查设备是否支持移除 eSIM 配置文件，并说明原因
help-about-probe = 查明目标处的调制解调器和卡
help-about-profile = 列出、下载、启用、停用、删除和命名配置文件
help-about-profile-list = 列出配置文件
help-about-profile-download = 下载并安装配置文件，安装后为停用状态
help-about-profile-enable = 启用配置文件；当前已启用的会被停用
help-about-profile-disable = 停用配置文件
help-about-profile-delete = 删除配置文件
help-about-profile-nickname = 为配置文件设置昵称；空昵称即清除
help-about-backup = 保存已启用配置文件的联系人和短信
help-about-restore = 将备份中的联系人和短信写回已启用的配置文件
help-about-notification = 列出、查看、发送和移除通知
help-about-notification-list = 列出等待发送的通知
help-about-notification-show = 解码显示一条已签名的通知，并验证其签名
help-about-notification-remove = 移除一条通知；SM-DP+ 将不会得知其内容
help-about-notification-deliver = 将通知发送给各自的 SM-DP+，并移除已获确认的通知
help-about-notification-export = 以 JSON 行输出已签名的通知，不发送也不移除
help-about-notification-replay = 重新发送已导出或已存档的通知
help-about-lab = 启动模拟设备及其服务器，以及显示它们的页面
help-about-remove = 移除配置文件：备份、终止合同、删除、发送通知、核实、出具证明
help-about-verify = 通过多个独立途径查明配置文件是否已消失
help-about-simulate = 为其他程序提供模拟的调制解调器、卡、SM-DP+ 或运营商柜台
help-about-simulate-modem = 装有卡的调制解调器，位于伪终端或 TCP
help-about-simulate-card = 单独一张卡，位于 TCP、套接字文件或 vpcd 驱动的读卡器
help-about-simulate-smdp = 带 SM-DS 的 SM-DP+，通过 HTTPS
help-about-simulate-operator = 有客户和合同的运营商柜台，通过 HTTP
help-about-smdp = 在模拟的 SM-DP+ 上订购配置文件，并查看其记录
help-about-smdp-order = 通过 ES2+ 订购配置文件，并输出激活码
help-about-smdp-release = 放行以 --no-release 订购的配置文件
help-about-smdp-cancel = 通过 ES2+ 取消订单
help-about-smdp-state = 显示配置文件的状态，或将其置为某一状态
help-about-smdp-notifications = 显示收到的通知
help-about-smdp-fault = 显示各地址的故障，或更改故障
help-about-operator = 在运营商柜台确认身份、询问、终止和查看
help-about-operator-identify = 说明是谁在询问，并为之后的命令保存会话
help-about-operator-lines = 显示客户的线路
help-about-operator-bills = 显示客户的账单
help-about-operator-quote = 询问终止合同的费用
help-about-operator-terminate = 终止合同：显示报价、询问、下单并确认
help-about-operator-status = 显示运营商对线路的说法
help-about-operator-order = 显示订单
help-about-operator-cancel = 在订单日期之前撤回订单
help-about-operator-esim = 为线路订购新的 eSIM，并输出激活码
help-about-operator-sign-off = 结束会话
help-about-operator-admin = 查看模拟柜台的内部，并拨动其时钟
help-about-operator-admin-lines = 显示所有客户的所有线路
help-about-operator-admin-messages = 显示发给客户的消息，包括一次性验证码
help-about-operator-admin-clock = 显示时钟，或拨动时钟
help-about-operator-admin-fault = 显示故障，或制造故障
help-about-operator-admin-profile = 像 SM-DP+ 那样告知柜台配置文件在哪里
help-about-operator-admin-unlock = 解锁账户
help-about-operator-admin-pay = 付清账户的所有账单
help-about-decode = 解码 APDU 或 ES10 消息
help-about-schema = 输出文件的 JSON Schema
help-about-completions = 输出 shell 的补全脚本
help-about-man = 输出手册页

help-after =
    退出码：0 通过；1 有流程失败；2 用法或流程文件有误；3 环境问题（端口被占用、无应答）；
    4 被保护机制拒绝；130 被中断。
help-after-run =
    不给出 PATH 时，运行 signoff 内置的流程。若所接设备与流程所需的卡不符，该流程列为
    不适用并说明原因；没有任何流程适用时，退出码为 3。
help-after-detect = 不做任何更改。此设备可以移除配置文件时退出码为 0，不可以时为 1，没有应答时为 3。
help-after-probe = 不做任何更改。卡不是 eUICC 时退出码为 1。
help-after-profile-list = 终端过窄时会少显示几列；加 -v 显示全部。
help-after-profile-download =
    在 serial: 和 tcp: 上，与其他更改一样，下载的配置文件须用 --expendable 声明；
    未声明时，得知其 ICCID 后即推迟下载，订单保持不变。
help-after-backup =
    读取已启用配置文件的联系人、短信和本机号码，并将 contacts.vcf（vCard 4.0）、
    backup.json 以及卡上每个文件的原始内容写入新的文件夹。
help-after-restore =
    将备份中的联系人和短信写入已启用配置文件的空闲记录，并读回核对。
    不覆盖任何已有内容；已经存在的内容会略过。该配置文件须声明为可丢弃。
help-after-notification-deliver =
    每条通知按顺序发往各自的地址；发送前先存档，只有得到该地址的确认后才从卡上移除。
    未获确认的通知保留在卡上。
help-after-notification-export = 每条通知一行 JSON，格式与 lpac 的 notification dump 相同。
help-after-notification-replay = 每条通知发往其签名内容中的地址。此前已收到它的 SM-DP+ 会将其视为重复通知。
help-after-lab =
    一个进程包含：位于 DIR/modem 的装有卡的模拟调制解调器、SM-DP+、运营商柜台，以及在浏览器中
    显示它们并带有按钮的页面。DIR/dut.yaml 告知其他命令各部分的位置；它们与页面使用同一台设备。
    运行至 Ctrl-C 或 SIGTERM。标准输出的第一行是页面的地址。
help-after-remove =
    显示配置文件、将失去的内容以及合同条款；询问；备份；向运营商终止合同，或记录与其的联系；
    停用、删除、发送通知，通过独立途径核实，等待需要时间的各方，并出具证明。
    可以随时中断，之后继续。

    在真实设备上会要求输入 ICCID 的最后四位数字，除非同时给出 --yes 和 --expendable。

    --answers 的文件说明在服务台询问的是谁（operator: {"{"}account: "…", document: "…"{"}"}），或者在没有服务台时通话的结果
    （call the operator: {"{"}outcome: done, reference: "4711"{"}"}）。两者可以都有。

    退出码：0 已移除；1 其他已知结果；3 没有应答；4 未确认或受保护；130 被中断。
    各种结论见 docs/removal.md。
help-after-verify =
    询问配置文件是否已消失：eUICC、调制解调器后的文件、通知、SM-DP+ 和运营商；
    分别在现在、热复位之后、断电重启之后询问，并在等待时间内再次询问。除复位外只读取。

    退出码：0 已移除；1 其他已知结果；3 未知。各种结论见 docs/removal.md。
help-after-simulate-modem =
    运行至 Ctrl-C 或 SIGTERM。就绪后，标准输出的第一行说明调制解调器的位置。
    AT+SIGNOFF="restore" 使卡恢复到最初状态，使用 --state 或 --pki 时除外。
help-after-simulate-card =
    在 --tcp 和 --unix 上，每条消息是两字节的长度（高字节在前）以及相应字节数的内容。每条命令
    APDU 得到一条响应 APDU。空消息使卡复位，并以 ATR 应答。没有应答的卡以空消息应答。客户端
    离开时，卡保持供电、逻辑通道和状态，除非给出 --power-off-on-disconnect。同一时间只服务一个
    客户端：第二个会读到内容为 `busy: this card serves another client` 的消息，随后连接关闭。

    在 vpcd 驱动的读卡器中，可用 SIGUSR1 取出卡，用 SIGUSR2 放回。pcscd 停止时会等待其恢复。
help-after-simulate-smdp =
    客户端须信任 --write-root 写出的根证书，并知道各地址的位置：以 --resolve 开头的行可以
    原样交给其他命令。种子相同的模拟卡已经信任它。
help-after-simulate-operator =
    运行至 Ctrl-C 或 SIGTERM。就绪后，标准输出的第一行说明柜台的位置；其接口说明见该处的
    /openapi.json。时钟从文件指定的日期开始走。
help-after-operator =
    每条命令都需要知道是谁在询问：用之前命令的 --session FILE，用 --answers FILE，或用 --account
    加上 --document 或 --code；在终端上会询问缺少的内容。这些内容从不输出。写在命令行上的内容，
    本机其他人可在进程列表中看到：用 --answers 可以避免。
help-after-operator-identify =
    --answers 的文件是 YAML：{ "operator: {account: \"…\", document: \"…\"}" }，也可用 code 代替 document。
help-after-operator-terminate = 订单带有外部编号。再次运行同一命令得到同一订单，因此中断后可以重复执行。
help-after-schema =
    流程文件以下面这一行开头时，编辑器会检查该文件：
    # yaml-language-server: $schema=flow.schema.json

help-arg-help = 显示帮助（-h 为摘要，--help 为完整说明）
help-arg-version = 显示版本
help-arg-verbose = 输出更多内容：每一步及其应答
help-arg-color = 何时使用颜色
help-arg-lang = 输出的语言；文件和流程中的错误用英文
help-arg-account = 运营商处的账户号码，见账单
help-arg-operator-admin-account = 账户号码
help-arg-address = SM-DP+ 的地址；不给出时显示全部
help-arg-all = 所有等待发送的通知
help-arg-answers = 是谁在询问，取自此 YAML 文件的 `operator` 一节
help-arg-run-answers = 手动步骤的回答（YAML），按标签给出；没有时询问终端前的人
help-arg-archive = 通知离开卡之前，将已签名的通知保存在此文件夹
help-arg-notification-export-archive = 从此存档而不是卡中取出
help-arg-verify-archive = 在此存档中查找通知和确认
help-arg-at = `signoff simulate smdp` 监听的地址
help-arg-remove-at = 合同何时终止：earliest、withdrawal 或日期
help-arg-attempts = 服务器出现故障时询问几次
help-arg-backup = 事先将已启用配置文件的联系人和短信写入此文件夹 [默认值：RUN/backup]
help-arg-baud = AT 的波特率
help-arg-simulate-baud = 按此波特率的速度传送字节
help-arg-bind = 在此监听；非回环地址需要 --public
help-arg-lab-bind = 页面的地址；须为回环地址
help-arg-cancel_at = 在某一阶段之前取消，并给出原因 [默认值：endUserRejection]
help-arg-card = 卡文件，或内置卡的名称
help-arg-run-card = 卡文件或内置卡的名称，代替流程所指定的卡
help-arg-certificate = 将证明写入此文件，其 JSON 写在旁边
help-arg-code = 运营商发送的一次性验证码
help-arg-profile-code = 激活码，即二维码所含内容
help-arg-confirmation_code = 运营商随激活码给出的确认码
help-arg-smdp-confirmation_code = 用户必须输入的确认码
help-arg-days = 向前拨若干个 24 小时
help-arg-default_smdp = 改为询问卡的默认 SM-DP+
help-arg-dir = 存放调制解调器链接和实验室文件的文件夹
help-arg-man-dir = 将每条命令的手册页写入此文件夹，而不是输出第一页
help-arg-document = 运营商所知的身份证件号码
help-arg-dry_run = 只说明将写入什么、什么放不下，不写入任何内容
help-arg-dut = 被测设备：其目标、可丢弃的配置文件、名称以及周围的服务器
help-arg-run-dut = 被测设备：其目标、可丢弃的配置文件、名称
help-arg-notification-replay-dut = 被测设备：其服务器的位置以及信任的根证书
help-arg-operator-dut = 说明柜台位置的 DUT 文件
help-arg-eid = 使用与卡文件不同的 EID
help-arg-smdp-order-eid = 只供此 eUICC 使用
help-arg-smdp-eid = 与订单相同
help-arg-enable_for_backup = 若该配置文件未启用：启用它，读取，再重新启用原来的配置文件
help-arg-end = 合同何时终止：earliest、withdrawal，或首个没有服务的日期
help-arg-expendable = 可以丢弃的配置文件，用 ICCID 或 `all` 指定；serial: 和 tcp: 需要它
help-arg-external_id = 订单的外部编号
help-arg-operator-terminate-external_id = 订单的外部编号；编号相同则为同一订单 [默认值：由 ICCID 和 END 组成]
help-arg-operator-esim-external_id = 订单的外部编号；编号相同则为同一订单 [默认值：由 ICCID 组成]
help-arg-fault = refused、reset、wrong_certificate、expired、not_yet_valid、missing_root、empty_ok、json_error_in_ok、none，或 JSON：{ "{\"slow\": {\"ms\": 500}}, {\"status\": 503}, {\"redirect\": {\"to\": \"https://…\"}}, {\"oversized\": {\"bytes\": 9000000}}" }
help-arg-operator-fault = refused、reset、timeout、wrong_code、account_locked、never_terminates、wrong_line、not_told、none，或 JSON：{ "{\"slow\": {\"ms\": 500}}, {\"status\": 503}" }
help-arg-file = 每行一条通知的文件；- 为标准输入
help-arg-folder = signoff backup 创建的文件夹
help-arg-format = 输出格式
help-arg-hex = 十六进制字节，可含空格；`-` 从标准输入读取，每行一条消息
help-arg-hours = 向前拨若干小时
help-arg-iccid = 线路的 ICCID
help-arg-imsi = 配置文件的 IMSI，使 EF_IMSI 和 +CIMI 能够说明问题
help-arg-jobs = 在模拟目标上同时运行多少个流程 [默认值：每个核一个]
help-arg-json = 写出 JSON 报告
help-arg-detect-json = 以 JSON 输出结果
help-arg-junit = 写出 JUnit 报告
help-arg-keep = 即使已获确认，也保留在卡上
help-arg-remove-keep = 使用 all_but_one 时保留的配置文件
help-arg-kind = 这些字节是什么
help-arg-last = 配置文件之后的状态
help-arg-last_try = 即使只剩一次机会，或剩余次数未知，也发送 PIN
help-arg-link = 在此创建指向伪终端的符号链接；结束时删除
help-arg-lpac_stdio = 运行 -- 之后给出的程序，它使用 lpac 的 stdio APDU 协议
help-arg-machine_clock = 使用本机的时钟
help-arg-matching_id = 激活码的令牌；不给出时自动生成
help-arg-smdp-cancel-matching_id = 与订单相同
help-arg-method = 移除方式
help-arg-modem = 调制解调器特性：文件，或内置名称
help-arg-nickname = 昵称，最多 64 字节
help-arg-no_backup = 不保留任何内容
help-arg-no_deliver = 将安装结果和配置文件自身的通知留在卡上，不发送
help-arg-no_open = 不打开浏览器
help-arg-no_refresh = 不要求卡执行 REFRESH
help-arg-no_release = 确认订单，但暂不放行下载
help-arg-no_reset = 核实时不复位卡
help-arg-verify-no_reset = 不改变卡：不热复位，不断电重启
help-arg-number = 其序号
help-arg-numbers = 序号
help-arg-notification-export-numbers = 序号；不给出时为全部
help-arg-of = 哪一种文件
help-arg-operator = 运营商柜台
help-arg-operator-operator = 运营商柜台的地址，https，或回环地址上的 http [默认值：DUT 文件所指，或 http://127.0.0.1:8622]
help-arg-lab-operator = 运营商文件或内置名称；可多次给出，DIR/dut.yaml 采用第一个；none 表示没有
help-arg-simulate-operator-operator = 运营商文件，或内置名称
help-arg-out = 要创建的文件夹；不会覆盖任何内容
help-arg-partial = 写入放得下的内容，即使其他内容放不下
help-arg-paths = 流程文件、含流程文件的文件夹，或以 `shipped:NAME.yaml` 指定的内置流程
help-arg-patience = 发送和核实时，对需要时间的各方等待多久
help-arg-verify-patience = 对需要时间的各方，在多长时间内再次询问
help-arg-pin = 备份需要时使用的 PIN 1；只发送一次，从不猜测
help-arg-pin_env = 配置文件的 PIN 1，在此环境变量中
help-arg-pin_file = 配置文件的 PIN 1，在此文件的第一行；- 为标准输入
help-arg-pki = 使用此文件夹中的证书和密钥，而不是生成的
help-arg-simulate-smdp-pki = 使用此文件夹中的密钥和证书（按 GSMA SGP.26 的布局），而不是由种子生成的
help-arg-smdp-pki = 使用此文件夹中的密钥和证书（按 GSMA SGP.26 的布局），而不是由种子生成的
help-arg-power_off_on_disconnect = --tcp 或 --unix 的客户端离开时，切断卡的电源
help-arg-presence = 它在哪里
help-arg-profile = ICCID，或卡文件、DUT 文件中的名称
help-arg-profile-profile = ICCID、ISD-P 的 AID，或卡文件、DUT 文件中的名称
help-arg-profile-nickname-profile = ICCID，或卡文件、DUT 文件中的名称
help-arg-backup-profile = ICCID、ISD-P 的 AID，或卡文件、DUT 文件中的名称 [默认值：已启用的配置文件]
help-arg-restore-profile = ICCID、ISD-P 的 AID，或卡文件、DUT 文件中的名称；须为已启用的配置文件
help-arg-smdp-profile = 配置文件的名称或 ICCID
help-arg-smdp-state-profile = 某个配置文件的名称或 ICCID；不给出时为全部
help-arg-program = 程序及其参数
help-arg-public = 允许网络中的其他人访问：能访问该端口的人都可以订购配置文件
help-arg-simulate-operator-public = 允许网络中的其他人访问：能访问该端口的人都可以尝试确认身份，且没有加密
help-arg-quiet = 不向端口发送 AT
help-arg-reason = 告知运营商的原因
help-arg-redact_eid = 证明中隐去 EID 的多少位
help-arg-reference = 通过电话或在营业厅与运营商联系的参考号
help-arg-request_code = 暂不确认身份：请运营商向客户发送一次性验证码
help-arg-resolve = 指明主机的位置，代替 DNS
help-arg-simulate-resolve = 指明 SM-DP+ 地址的位置，代替 DNS
help-arg-resume = 继续被中断的移除，选项与开始时相同
help-arg-root = 由它写出的根证书；以 --tls 启动时需要
help-arg-run = 本次移除的文件夹，含日志、依据和证明 [默认值：signoff-removal-TIME]
help-arg-seed = 密钥以及一切随机内容的种子
help-arg-simulate-operator-seed = 一切随机内容的种子
help-arg-server_timeout_ms = 服务器应答的最长时间，毫秒
help-arg-operator-server_timeout_ms = 柜台应答的最长时间，毫秒
help-arg-session = 由 `signoff operator identify --session FILE` 保存的会话
help-arg-operator-session = 将会话保存在此文件（只有您能读取），已有会话则直接使用
help-arg-set = 置为此状态：available、released、installed、deleted、error 等
help-arg-shell = 所用的 shell
help-arg-skip = 略过某一步骤：它失败了，而移除要在没有它的情况下继续
help-arg-smdp = SM-DP+ 文件，或内置名称
help-arg-remove-smdp = 可供询问的模拟 SM-DP+：https://HOST，位置由 --resolve 指明
help-arg-verify-smdp = 可供询问的模拟 SM-DP+：https://HOST，位置由 --resolve 指明
help-arg-simulate-operator-smdp = 柜台从中获知消息并向其订购的 SM-DP+，用其任一地址的 URL 指定
help-arg-smds = 改为询问 SM-DS：给出的地址，或卡的根 SM-DS
help-arg-smdp-smds = 在此 SM-DS 登记事件
help-arg-standing_clock = 时钟停住，直到 `signoff operator admin clock` 拨动它
help-arg-state = 将卡的状态保存在此文件夹
help-arg-lab-state = 将卡和 SM-DP+ 的状态保存在此文件夹
help-arg-simulate-smdp-state = 将订单、状态和通知保存在此文件夹
help-arg-simulate-operator-state = 将订单和状态保存在此文件夹
help-arg-target = 卡的位置：sim:、pty:MODEM、serial:DEVICE 或 tcp:HOST:PORT [默认值：sim:]
help-arg-run-target = 卡的位置：sim:、pty:MODEM、serial:DEVICE 或 tcp:HOST:PORT
help-arg-tcp = 通过 TCP 而不是伪终端提供调制解调器
help-arg-simulate-modem-tcp = 通过 TCP 而不是伪终端提供服务
help-arg-simulate-card-tcp = 通过 TCP 提供服务
help-arg-timeout_ms = 应答的最长时间，毫秒
help-arg-run-timeout_ms = 应答的最长时间，毫秒 [默认值：30000，模拟目标 2000]
help-arg-ports-timeout_ms = 等待应答的时间，毫秒
help-arg-times = 次数；不给出时持续到被解除
help-arg-tls = 在所有地址使用此文件夹中的 TLS 证书 cert.pem 及其密钥 key.pem（PKCS #8）
help-arg-tls_root = 除模拟卡的 CI 之外还要信任的根证书，PEM 或 DER
help-arg-operator-tls_root = 柜台证书所属的根证书，PEM 或 DER
help-arg-simulate-tls_root = SM-DP+ 的根证书，PEM 或 DER [默认值：由种子生成的]
help-arg-to = 拨到此时刻，例如 2026-03-10T10:00:00+01:00
help-arg-today = 时钟从此日上午十点开始，而不是文件指定的日期
help-arg-transcript = 将每个用例的交互记录写入此文件夹
help-arg-unix = 通过套接字文件提供服务；结束时删除
help-arg-via = 如何访问文件：逻辑通道上的 APDU，或 AT+CRSM
help-arg-vpcd = 将卡插入 pcscd 的 vpcd 驱动的读卡器 [默认值：127.0.0.1:35963]
help-arg-write_root = 将根证书（PEM）写入此文件
help-arg-yes = 不询问；在真实设备上须用 --expendable 指明将失去什么
help-arg-operator-yes = 不询问

help-value-color-auto = 在终端上使用，除非设置了 NO_COLOR
help-value-color-always = 始终使用
help-value-color-never = 从不使用
help-value-lang-auto = 由 LC_ALL、LC_MESSAGES 或 LANG 决定
help-value-lang-en = 英文
help-value-lang-zh = 中文
help-value-via-auto = 能打开通往 USIM 的逻辑通道时用 APDU，否则用 AT+CRSM
help-value-via-apdu = 逻辑通道上的 APDU
help-value-via-crsm = AT+CRSM（3GPP TS 27.007 §8.18）
help-value-method-delete = 一个配置文件：先停用，再删除
help-value-method-memory_reset = 通过 eUICC 存储重置，一次移除所有运营配置文件
help-value-method-factory_reset = 如恢复出厂：所有运营配置文件、后装测试配置文件以及默认 SM-DP+ 地址
help-value-method-all_but_one = 除 --keep 所指以外的所有运营配置文件，逐个移除
help-value-skip-backup = 读取配置文件的联系人和短信
help-value-skip-terminate = 向运营商终止合同，或记录与其的联系
help-value-skip-disable = 停用配置文件
help-value-skip-delete = 删除配置文件
help-value-skip-reset = 重置 eUICC 的存储
help-value-skip-deliver = 将通知发送给其 SM-DP+
help-value-skip-verify = 通过独立途径核实
help-value-redact_eid-none = 不隐去：全部显示
help-value-redact_eid-last4 = 除最后四位以外全部隐去
help-value-redact_eid-full = 全部隐去
help-value-format-text = 供人阅读
help-value-format-json = 供程序读取
help-value-last-available = 可以再次订购
help-value-last-unavailable = 不可再订购
help-value-presence-installed = 在 eUICC 上
help-value-presence-deleted = 已删除
help-value-presence-never-installed = 从未安装到 eUICC 上
help-value-kind-auto = 自动判断
help-value-kind-command = 命令 APDU
help-value-kind-response = 响应 APDU
help-value-kind-es10 = ES10 请求或应答
help-value-kind-upp = 未受保护的配置文件包
help-value-of-flow = 流程
help-value-of-card = 卡文件
help-value-of-modem = 模拟调制解调器
help-value-of-dut = 被测设备
help-value-of-operator = 模拟运营商柜台
help-value-of-contract = 一个国家的合同规则
help-value-of-report = `signoff run` 的 JSON 报告
help-value-of-backup = `signoff backup` 的 backup.json
help-value-of-support = `signoff detect` 的 JSON 报告
