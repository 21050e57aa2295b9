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

operator-ask-account = 账户号码：
operator-ask-document = 身份证件号码（不显示）：
operator-nobody-to-ask = 是谁在办理？这里没有可供询问的终端
operator-nobody-to-ask-help = 请给出 --session FILE、--answers FILE，或 --account 加上 --document 或 --code
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
desk-who-help = 请给出 --answers FILE，或 --account 加上 --document 或 --code
desk-proof = 运营商要求证明办理人的身份
desk-proof-help = 请给出 --document 或 --code
desk-ask-account = 您在运营商的账户号码（见账单）：
desk-ask-document = 运营商登记的身份证件号码：

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
remove-pin-help = 用 --pin PIN 给出 PIN，只发送一次；--no-backup 则不保留任何内容
remove-pin-again = 备份尚未完成，而 PIN 从不保存：{ $reason }；未做任何更改
remove-pin-again-help = 请用 --pin PIN 再次给出 PIN，只发送一次；--skip backup 则不备份而继续
remove-other-euicc = 该运行针对的 eUICC 是 { $planned }，而这里是 { $found }；未做任何更改
remove-options-unreadable = 无法读取该运行的选项：“{ $said }”
remove-option-unreadable = 无法读取日志中 { $option } 的内容；它被改动过吗？
remove-journal-record = 无法写入日志：“{ $said }”
remove-journal-locked = 运行 { $folder } 正由另一个进程执行；请等它结束
remove-journal-exists = { $folder } 中已有一次运行；请用 --resume { $folder } 继续，或指定另一个文件夹
remove-journal-missing = { $folder } 中没有运行：其中没有 journal.jsonl，或尚未开始
remove-journal-foreign = { $folder }/journal.jsonl:{ $line } 不是移除日志的一行：“{ $said }”
remove-journal-newer = { $folder } 的日志版本为 { $found }，而此 signoff 只识别更早的版本：请使用更新的 signoff
remove-stopped-help = signoff remove --resume { $run } 再试一次；--skip { $step } 则略过它继续
remove-stopped-contact-help = signoff remove --resume { $run } 加上 --reference 或 --answers 记录新的联系；--skip { $step } 则略过它继续
remove-stopped-pin-help = signoff remove --resume { $run } --pin PIN 再试一次；--skip { $step } 则略过它继续
remove-certificate-title = 移除证明
remove-certificate-profile = 配置文件
remove-certificate-device = 设备
remove-certificate-method = 方式
remove-certificate-operator = 运营商
remove-certificate-person = 由本人联系，未经 Signoff
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
verify-archive = 存档 { $place }：“{ $said }”
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
manual-answers-unreadable = 无法读取 { $file }：“{ $said }”
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
