/*
 * Surnames in use (public facts: 百家姓 and census order) and how likely a string of characters is a person's name.
 */

/** The surnames that most people bear: alone enough to make two or three characters a likely name. */
const frequent = new Set(
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文',
)
const others = new Set(
  '承诸宦湛谌晁尧矫谯郏浦麦屠桓笪訾仉漆邰佘缑昝琚亓仝逄逯郄郗隗鹿麻蒲檀酆荀淦冼阚厉戎亢况缪汲邝禚蹇仵闵宓扈尚贡劳庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜肖詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺佘班阚国宣占慕农邝闻党师印钮蒲储充茅凤利郗雍璩濮寿通扈郏浦尚别越夔隆库晁勾融訾那空毋乜养须丰巢蒯相后红权逯益桓公言福缪干麻经裘狄伊籍昌嵇滑荀玄郇侍折羊於惠麴芮羿汲邴松富乌巴弓牧隗山宓蓬仰秋暴斜厉戎祖束幸韶蓟咸从鄂索阴能苍双莘贡劳逄扶堵宰郦却向步满弘寇广禄阙东殳沃蔚哈谯笪年爱商牟佴伯赏墨淦过占撒覃逢及肇展才邰朴辉仝由修仵初才展令闪续铁代候付肖闫岩隆苍冷线律鹿仉亓母但信茆豆眭浮但凡丑骆鲜敬檀奉战漆菅濯郄禚泮芶郸胶矫庹粟卿闭衡庾雒苻荣帅扎佐昝盘翦揣麦伦云玉刀锺赫危宿池钭厍禤喇甯皮撖尉綦楼禹茹贝寸卯忻妥税粘褟支',
)
const compound = new Set(
  '欧阳 上官 司马 诸葛 慕容 皇甫 尉迟 公孙 令狐 东方 端木 司徒 夏侯 长孙 宇文 轩辕 南宫 独孤 申屠 钟离 闻人 赫连 澹台 公冶 宗政 濮阳 淳于 单于 太叔 仲孙 闾丘 司空 西门 呼延 东郭 百里 拓跋 第五 万俟 左丘 纳兰 完颜 叶赫 那拉 乐正 公羊 鲜于 亓官 司寇 颛孙 梁丘'.split(
    ' ',
  ),
)
/** Characters that parents choose. */
const given = new Set(
  '伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉玲红建国华志斌宇浩凯健俊帆雪飞燕梅鹏波宁晶欣琳倩颖婷莹雨佳慧萍嘉怡雅思子梓涵轩泽宏博睿瑞豪晨昊天翔宸煜皓旭阳东海峰山林森木松柏柳桐春夏秋冬生民人仁义礼智信忠孝良德才贤善美好爱心成功立业兴旺发财福禄寿康安泰和顺祥瑞吉庆喜乐永长久远恒清正直廉洁学习书诗词画琴棋艺音律世界中华振邦定国家栋梁贵富荣耀光亮星月日云霄霖露霜冰水江河湖海泉溪润泽沛涵洁净玉珍珠宝金银铜铁钢石岩岚岭峻巍崇高大小少老元亨利贞一二三四五六七八九十百千万双全圆满新鲜萌芽苗花草叶根茂盛繁荣昌隆达通畅广阔深厚博大精神气质品格言语谦谨慎微远见先后前进步升腾跃飞跑龙虎凤凰麟鹤鹏鸿雁莺燕蝶马牛羊瑶瑾瑜璐琪琦琼琴瑛璇玥珊珂珏琬琰琛璟玮珺玟瑄萱蓉蓓蕾薇莉茜莎菲菁菊荷莲芝芸芬芳芹苑茵茹荣莹萌蕊蕙兰若英苹艺芙妍婉婕媛嫣娇姣姗娅妮婧婵妙姝娥嫦仪佩依伊俪倩倪偲偌俐信俊俏保佑伦伯仲叔季孟冠军帅将师友朋亲勤奋勉励劲勋勃动力加劳庆庭延廷建弘张强弼彤彦彬彪彰影征循微徽心志忆念思怀恩恬悦悠惠想意愉愿慈慕慧懿戈战成戎承振捷授掌提擎攀敏教敦敬文斌斐斯新方旋日旦旭时昂昆昌明易昕星春昭是昱晋晏晓晔晖晗晚晟晤晨普景晴晶智暄暖暉曙曦曼最朗望期未本札朱杉李杏杨杭杰松枫柔柯柱栋树校株格桂桃桐梁梅梓梦梧梵检棋棠森椿楚楠楷榕槐樱欢欣歌正武殿毅民水永汉江池汝沁沐沛沙河治泉波泰泽洁洋洪洲津浙浦浩海涓涛润淇淑淞淦深淳清渊渝温游湄湘源溢溪滢漪漫潇潮澄澜濠瀚灏灵灿炎炜炫炯炳烁烈烨焕焱然煊煌煜照熙熠燕爽牧特犇狄猛献玄玉王玖玫环现玲珀班球理琢琳瑗瑞瑟璋璞甜生用甫田甲申画略疆登白百皎皓盈益盛真睦睿知石矿砚硕碧磊礼社祎祖祝神祥祺福禹秀秉秋科程稳穆空立章童端竹笑笛筠简箫籽米粤精素紫红纪纯纲纳纹绍经结绘绚绣继维绮绿缘群羽翊翎翔翠翰翼耀考耘聪肖胜胤能腾自致舒航良色艾节芃芊芋苇苏苓范茁茂荃荔荣莞莺菀菡华萧落葆葵蒙蓝蔓蔚蕴薪藏藜蘅虹虎虞蜜融衍衡西覃觉言训许诗诚语诺谊谋谦谨豪贝贞贤质贵贺赐赛赞赫越超足跃路轩轶辉辰达迅迈迎运进远连迪逊通逸道遥那邑邦郁郎都鄂配醒采重野量金鉴钊钧钦钰铃铎铖铠铭锋锐锦键镇镕长闯闻阅阳陆陶隆隽雁雄雅集雨雪雯雷霁霄震霆霏霓霖靓静靖韬韵音韶顶顺颂颉频颖颜风飒飞香馨驰驹骁骄骅骏骞高魁魏鲁鸣鸿鹃鹏鹤麒麦麟黎默鼎齐龄龙婉娴媚婵姿姻如妃妤妹宝宗宜实宣室宪家容宽宾密寅富寒察寿封尊小尚尧尹居展山岐岗岳峥峰崇崎崧嵘嵩巍川州工左巧帆帝常干平年幸幼庚廉开异弟彩德忱怡恒恺息悟情惟惜慷戚扬拓拥择持挺政效数斗旗旺昊曜月有朔村来栩栾棣植楼榆毓求沂沅沈法泊泓泳泱洛洵浏浚涌涯液淋添渤湛溥滨滕滔演漾潭澈澍焰煦照爱牛狮猷玑珩球琅瑚瑰瓒甘男留祐秦稷窈童竣笙筱策箐签粟纤纬线组练绪缇罡羡翟翱耕聆肃育胡脉臣至臻舜艺芦芮芷苒苑茗荧莫菘营萃葛董蒲蓬薛融行衣袁觅观解让记论证评谌谭谷豆豫贡财跟转轮辛过返逢邓邵郡鄞酉里鉴钢钱铁铜银锡镜闪闽防阔院除陵隐雍青非革项须顾领驭骥鲜麓黄黛娣仙伶佐佟侃侠保倡傲兆先光克兵其典养冬冲冶凌凡凤凯刘利前剑功励勇包化北升午卓卿厚原双发口可史叶司合同名向君吟启周呈和品哲唐喆嘉园囡固圣在地均坚坤垚城培基堂境墨士声壮夏夕天夫奇奎奕契好妞字存孟孜学宁宇守安官定客宬寻寿少尔尚尤层岱凝凇力勐匡卫占厉又友取受启味咏咪哥啸善喜囯图地坦坪埔壹夷奔如姐娃婴媱孙孝宥寇将屹岁崔巾帼平幻府廊弈弦弯当往待律得忍忧怜恋恪慰懋戴房所托技把拉摇文斯旁无旧早昀晃晌晒暮更曹朋木权枝柄柠栀校桑桢梨棉椰楸樊檬毛汀汶沐沪沫泇洺浅涟淀淼渲湾滋漂澎濛灯灶炅炬烽焓煖熹爵牡玎玘玢玥珮珞珣琏琨瑀瑭璃璧瓅瓊甄畅疏皖皙盟睫矜硕祁禄禧秋移稚窦竞竺箴米粒糖纭纾织绛绫维缨罗美翀翥翩老耿聿芒果芽苹荆菱菽萤葳蒋蓁蔡蕃薏藤蘩蝉蝶衫袖裕西诏诠询谅谢贻赋赟赵轲载辅辙迦逍逵遂郑酝醇釉钏钟钿铂铮锴镔镭闵阁阿陈雏霜霞靳韦韧韩顷颀颢飘饶馥驿骋骐魄鲲鸥鸽鹰鹿麾齐舟丹冉禾朵亚之丰鑫传翘儿必鹭鱼橙栗漱屿予幺乔于磬筑樵盖娘囤呷施洙穗末鲸雀卉婆离豹雕南列逖茸姬太岸咸仕绡乃勺伢朝严顿偉啟鋒',
)
/** Characters with which names of other peoples of China are written. */
const foreignParts =
  /扎西|次仁|卓玛|多吉|旦增|丹增|顿珠|平措|央金|央宗|洛桑|格桑|达瓦|达娃|尼玛|巴桑|米玛|拉姆|白玛|索朗|索南|罗布|仁青|贡布|才让|旺堆|曲珍|德吉|买买提|麦麦提|阿不都|阿布都|艾合买提|热依|热孜|古丽|吐尔|阿依|帕提|木拉提|艾力|艾尔|肯江|库尔班|玉素甫|依明|巴特尔|其其格|乌兰|那日|苏日|呼和|斯琴|图雅|格日|朝鲁|哈斯|巴雅尔|布和|乌云|阿古拉|萨仁|敖登|阿迪力|艾尼|吾买尔|肉孜|努尔|玛依|祖丽|帕尔|哈提|穆罕|麦合|图尔|阿卜|赛买提|亚森|依布|居麦|艾孜|乌斯曼|伊力|地力|迪丽|木塔|阿里木|克里木|热合曼|玛丽亚木|祖农|泽仁|拥措|木呷|阿苏|嘎玛|赤烈|仁增|吾守|伊卜|吉克|阿木|曲比|莫色|海来|多杰|才旦|夏吾|旦正|加措|那木|额尔|毕力格|宝音|满都|沙热|木扎|叶尔|扎波|桑吉|央措|朋措|洛绒|丹巴|鲁茸|培楚|巴图|沙吾|那生/
const foreignChars =
  /^[扎西次仁卓玛多吉旦增丹顿珠平措央金宗洛桑格达瓦娃尼巴米拉姆白索朗南罗布青贡才让旺堆曲珍德买提麦阿不都艾合热依孜古丽吐尔帕木力肯江库班玉素甫明特其乌兰那日苏呼和斯琴图雅朝鲁哈云萨敖登吉克比莫色海来力迪吾肉努玛祖穆罕合卜沙赛亚森居斯伊地丽塔扎毛农帅尔娜汗曼孙逊里买洪加布迪亚甘别克江坎卡山泽拥措呷嘎赤烈增守卜郎东杰夏吾正加莱叶额毕音满热措贝波提琼桑培先巴勒绒朋晓灵茸楚生列图·]+$/

export const isCompoundSurname = (text: string): boolean => compound.has(text)
export const isSurname = (text: string): boolean => frequent.has(text) || others.has(text) || compound.has(text)
export const isFrequentSurname = (text: string): boolean => frequent.has(text) || compound.has(text)
export const isGivenCharacter = (char: string): boolean => given.has(char)

/** Length of the surname at the start: 2 for 慕容, 1 for 张, 0 for none. */
export function surnameLength(text: string): 0 | 1 | 2 {
  if (text.length > 2 && compound.has(text.slice(0, 2))) return 2
  return isSurname(text.slice(0, 1)) ? 1 : 0
}

/** 阿依夏木·吐尔逊: his own name and his father's. */
const inTwoParts = /^[\u4e00-\u9fff]{2,7}·[\u4e00-\u9fff]{2,7}$/

/** 扎西顿珠, 买买提·艾力: written by sound. */
export const isTransliterated = (text: string): boolean =>
  text.length >= 3 &&
  text.length <= 14 &&
  (inTwoParts.test(text) || (foreignParts.test(text) && foreignChars.test(text)))

/**
 * How much a string looks like a full personal name by its characters alone: 0 not, 1 possible, 2 likely, 3 clearly.
 * Words that are not names must have been excluded before.
 */
export function nameShape(text: string): 0 | 1 | 2 | 3 {
  if (isTransliterated(text)) return 3
  const length = surnameLength(text)
  const rest = [...text.slice(length)]
  if (length === 0) return rest.length >= 2 && rest.length <= 3 && rest.every(isGivenCharacter) ? 1 : 0
  if (rest.length === 0 || rest.length > (length === 2 ? 2 : 3)) return 0
  const chosen = rest.filter(isGivenCharacter).length
  if (rest.length === 3) return chosen === 3 && isFrequentSurname(text.slice(1, 2)) ? 2 : 0
  if (length === 2) return 3
  if (chosen === rest.length) return isFrequentSurname(text.slice(0, 1)) ? 3 : 2
  if (chosen === 0 && rest.length === 2) return 0
  return isFrequentSurname(text.slice(0, 1)) && chosen > 0 ? 2 : 1
}
