/*
 * Goods and services by who usually buys them. Weak evidence: it decides only where the customer says nothing
 * of an organisation or of his family.
 */

const forFirms =
  '设备 吊装 生产线 烘干 机床 车床 样布 总部 方管 挖机 挖掘机 吊车 装载机 叉车 铲车 搅拌 混凝土 砂浆 水泥 钢管 钢板 螺纹 护栏 围挡 活动房 彩钢 岩棉 保温板 外墙 真石漆 地坪 环氧 幕墙 石膏板 龙骨 脚手架 模板 沥青 防汛 沙袋 井盖 管材 给水管 法兰 水箱 储罐 反应釜 振动筛 磁选 破碎 皮带 输送带 减速 液压 伺服 三坐标 折弯 冲床 剪板 焊机 焊条 砂轮 磨床 刀具 钻头 锯条 紧固件 螺栓 螺母 垫片 弹簧 密封 硅胶管 橡胶 树脂 玻纤 母粒 粒子 油墨 丝印 磨砂膜 离型 纸管 纸箱 纸盒 铁盒 礼盒 彩盒 包材 周转箱 托盘 缠绕膜 打包带 封箱 条码 标签 喷码 打标 验布 纺纱 面料 布料 坯布 色卡 工装 校服 团服 劳保 手套 安全帽 灭火器 消防 监控 门禁 道闸 机柜 交换 服务器 云主机 域名 弱电 大屏 投影幕 会议 办公椅 办公桌 工位 屏风 打印纸 a4纸 硒鼓 复印 租赁 展位 展架 展台 桁架 舞台 音响 名片 画册 宣传 传单 海报 门头 招牌 发光字 灯箱 广告 标书 资质 内训 培训 拓展 团建 团餐 年会 外包 代工 贴牌 软件 系统 erp crm 小程序 网站 官网 坐席 接口 货代 海运 空运 铁路 报关 柜子柜 集装箱 专线 冷库 制冰 排烟 厨具 餐具 洗碗机 收银 货架 冷柜 奶茶设备 原料 食材 批发 供货 配送 鸡精 冻品 五花肉 鸭胚 乌鸡 饲料 种子 化肥 滴灌 大棚 农机 苗木 果树苗 兽药 医用 护理床 制氧 监护 康复 试剂 检测 检验 环评 污水 除尘 净化车间 洁净 空压 锅炉 变压 配电 电缆 光伏 支架 逆变 储能 蓄电池 充电桩 变频 电机 泵 阀 阀门 轴承 齿轮 模具 注塑 铸件 锻件 加工件 图纸 来图 定制logo 印logo 起订 拿货 床品 布草 民宿 酒店 商标 专利 代账 代理 加盟 保洁 物业 绿植租 立体车库 车位锁 停车 卫星 蛇皮袋 编织袋 塑料袋 保温杯定 横幅 奖杯 奖牌 锦旗'
const forHomes =
  '滑板车 打游戏 爱人 老公 老婆 热水器 煤气 净水机 旧改 新房 户型 两房 三房 三室 两室 客厅 卧室 阳台 封窗 橱柜 衣柜 全屋 台面 吊灯 灯具 窗帘 地板 美缝 填缝 瓷砖 地暖 净水器 滤芯 净化器 空调 冰箱 洗衣机 热水器 电视 沙发 床垫 床 茶几 学习桌 餐桌 按摩椅 咖啡机 扫地 马桶 智能锁 门锁 晾衣 月嫂 保姆 育儿 家政 开荒 搬家 水管 疏通 维修 手机 平板 耳机 电脑主机 主机 剪辑 笔记本 键盘 相机 行李箱 裙子 衣服 上衣 羽绒 鞋子 鞋 包包 托特 手表 项链 戒指 口红 面膜 洗面奶 护肤 精华 香水 热玛吉 医美 种牙 牙 近视 植发 减肥 瑜伽 健身 私教 舞蹈课 吉他 钢琴 画画 英语 数学 网课 一对一 辅导 考研 考公 雅思 驾照 学车 消防员 考证 报名 试听 夏令营 托管 婚礼 婚纱 跟拍 写真 酒席 蜜月 旅游 云南 泰国 日本 签证 机票 跟团 亲子 租房 看房 二手房 样板间 首付 公积金 试驾 落地 提车 二手车 卡罗拉 电动车 摩托 保养 年检 贴膜 宠物 猫 狗 鱼缸 花束 鲜花 花胶 蛋糕 茶叶 水果 车厘子 橙子 草莓 牛奶 海鲜 月饼 零食 奶粉 尿不湿 玩具 童车 保险 理财 贷款买 麻将机'

const pattern = (words: string) => new RegExp(words.split(' ').join('|'), 'gi')
const firms = pattern(forFirms)
const homes = pattern(forHomes)
const maxRead = 400

/** Bits of evidence: at most two a message and side. */
export function goodsIn(text: string): { firms: number; homes: number } {
  const piece = text.slice(0, maxRead)
  const count = (re: RegExp) => Math.min(2, piece.match(re)?.length ?? 0)
  return { firms: count(firms), homes: count(homes) }
}
