<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>AreaPanel</name>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>Areas</source>
            <translation>面积</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>Layer of the one map whose areas are shown</source>
            <translation>所示面积取自一张图的哪个图层</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>How the areas of the land survey are added up</source>
            <translation>国土调查面积的汇总方式</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>Land class</source>
            <translation>地类</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>Three-way class</source>
            <translation>三大类</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>Ownership</source>
            <translation>权属</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>Inside / outside town</source>
            <translation>城镇内外</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>By parcel</source>
            <translation>按地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>List parcels first, with the classes below them</source>
            <translation>先列地块，地块下列地类</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>Lines, points, distances</source>
            <translation>线、点、距离</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>Slivers: {count}</source>
            <translation>碎面：{count} 个</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>No areas of this kind.</source>
            <translation>没有这一类面积。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>Not checked: the one map has no layer of the urban growth boundary.</source>
            <translation>未检查：一张图中没有城镇开发边界图层。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>The areas do not close for {parcels}: largest difference {m2} m²</source>
            <translation>{parcels} 的面积不闭合：最大相差 {m2} m²</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>Pieces add up to the parcel for all {count} parcels: largest difference {m2} m², none after balancing</source>
            <translation>全部 {count} 个地块的图斑面积之和与地块相符：最大相差 {m2} m²，平差后为零</translation>
        </message>
    </context>
    <context>
        <name>AreaTree</name>
        <message>
            <location filename="../onemap_plugin/gui/models/area_tree.py" />
            <source>no patch here</source>
            <translation>此处无图斑</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/area_tree.py" />
            <source>inside the growth boundary</source>
            <translation>城镇开发边界内</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/area_tree.py" />
            <source>outside the growth boundary</source>
            <translation>城镇开发边界外</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/area_tree.py" />
            <source>not stated</source>
            <translation>未注明</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/area_tree.py" />
            <source>{control} m² = pieces {pieces} + no patch {uncovered}; difference {difference} m², {ha} ha after balancing</source>
            <translation>{control} m² = 图斑 {pieces} + 无图斑 {uncovered}；相差 {difference} m²，平差后 {ha} 公顷</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/area_tree.py" />
            <source>Parcel / class</source>
            <translation>地块 / 地类</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/area_tree.py" />
            <source>Class / parcel</source>
            <translation>地类 / 地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/area_tree.py" />
            <source>ha</source>
            <translation>公顷</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/area_tree.py" />
            <source>Share</source>
            <translation>占比</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/area_tree.py" />
            <source>m² plane</source>
            <translation>平面面积 m²</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/area_tree.py" />
            <source>m² ellipsoid</source>
            <translation>椭球面积 m²</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/area_tree.py" />
            <source>mu</source>
            <translation>亩</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/area_tree.py" />
            <source>Total</source>
            <translation>合计</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/area_tree.py" />
            <source>Layer / parcel</source>
            <translation>图层 / 地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/area_tree.py" />
            <source>Length m</source>
            <translation>长度 m</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/area_tree.py" />
            <source>Count</source>
            <translation>数量</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/area_tree.py" />
            <source>Distance m</source>
            <translation>距离 m</translation>
        </message>
    </context>
    <context>
        <name>Buttons</name>
        <message>
            <location filename="../onemap_plugin/gui/review_panel.py" />
            <location filename="../onemap_plugin/gui/widgets/buttons.py" />
            <source>OK</source>
            <translation>确定</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/review_panel.py" />
            <location filename="../onemap_plugin/gui/widgets/buttons.py" />
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/buttons.py" />
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/buttons.py" />
            <source>Save</source>
            <translation>保存</translation>
        </message>
    </context>
    <context>
        <name>CatalogueDialog</name>
        <message>
            <location filename="../onemap_plugin/gui/catalogue_dialog.py" />
            <source>Catalogue of the one map</source>
            <translation>一张图目录</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/catalogue_dialog.py" />
            <source>Confirm all</source>
            <translation>全部确认</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/catalogue_dialog.py" />
            <source>Save in the project</source>
            <translation>存入工程</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/catalogue_dialog.py" />
            <source>Save as a file…</source>
            <translation>另存为文件…</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/catalogue_dialog.py" />
            <source>Layers of the one map</source>
            <translation>一张图图层</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/catalogue_dialog.py" />
            <source>The roles are right: say yes to every layer that has one</source>
            <translation>角色无误：确认全部已有角色的图层</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/catalogue_dialog.py" />
            <source>Keep the catalogue in this project, with paths relative to it</source>
            <translation>将目录存入此工程，路径相对于工程</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/catalogue_dialog.py" />
            <source>A YAML file to share: relative paths, no user names, no passwords</source>
            <translation>可共享的 YAML 文件：相对路径，不含用户名和密码</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/catalogue_dialog.py" />
            <source>Looking at {place}…</source>
            <translation>正在查看 {place}…</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/catalogue_dialog.py" />
            <source>Recognise the layers of the one map</source>
            <translation>识别一张图图层</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/catalogue_dialog.py" />
            <source>{place}: choose a role or write an edition by a double click; a tick means confirmed.</source>
            <translation>{place}：双击可选择角色或填写现势性；打勾表示已确认。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/catalogue_dialog.py" />
            <source>Please give the edition (year or date) of: {roles}</source>
            <translation>请填写下列图层的现势性（年份或日期）：{roles}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/catalogue_dialog.py" />
            <source>Save the catalogue</source>
            <translation>保存目录</translation>
        </message>
    </context>
    <context>
        <name>CatalogueModel</name>
        <message>
            <location filename="../onemap_plugin/gui/models/catalogue_table.py" />
            <source>Role</source>
            <translation>角色</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/catalogue_table.py" />
            <source>Layer</source>
            <translation>图层</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/catalogue_table.py" />
            <source>Layout</source>
            <translation>结构</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/catalogue_table.py" />
            <source>Score</source>
            <translation>匹配度</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/catalogue_table.py" />
            <source>Edition</source>
            <translation>现势性</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/catalogue_table.py" />
            <source>Publisher</source>
            <translation>提供单位</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/catalogue_table.py" />
            <source>CRS</source>
            <translation>坐标系</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/catalogue_table.py" />
            <source>Status</source>
            <translation>状态</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/catalogue_table.py" />
            <source>Covers {west} to {east} east, {south} to {north} north</source>
            <translation>覆盖范围：东向 {west} 至 {east}，北向 {south} 至 {north}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/catalogue_table.py" />
            <source>from {field}</source>
            <translation>取自 {field}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/catalogue_table.py" />
            <source>not used</source>
            <translation>不用</translation>
        </message>
    </context>
    <context>
        <name>ChangesPanel</name>
        <message>
            <location filename="../onemap_plugin/gui/changes_panel.py" />
            <source>Changes</source>
            <translation>变化</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/changes_panel.py" />
            <source>Kind of changes that are shown</source>
            <translation>显示哪类变化</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/changes_panel.py" />
            <source>Compare with another review file (or drop it here)</source>
            <translation>与另一审查文件比较（或拖到此处）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/changes_panel.py" />
            <source>Compare with another review file</source>
            <translation>与另一审查文件比较</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/changes_panel.py" />
            <source>Compare with the last run again</source>
            <translation>再与上次结果比较</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/changes_panel.py" />
            <source>Compare the reviews</source>
            <translation>比较两次审查</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/changes_panel.py" />
            <source>All changes ({count})</source>
            <translation>全部变化（{count}）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/changes_panel.py" />
            <source>This review was run once so far. Run it again, or drop another review file here to compare.</source>
            <translation>本审查只联审过一次。请重新联审，或将另一审查文件拖到此处比较。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/changes_panel.py" />
            <source>Against {name}:</source>
            <translation>与 {name} 相比：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/changes_panel.py" />
            <source>Since the last run:</source>
            <translation>与上次相比：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/changes_panel.py" />
            <source>nothing changed.</source>
            <translation>没有变化。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/changes_panel.py" />
            <source>{changes} changes, {worse} for the worse, {better} for the better.</source>
            <translation>变化 {changes} 处，变差 {worse} 处，变好 {better} 处。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/changes_panel.py" />
            <source>{crossed} stepped over a threshold.</source>
            <translation>跨越界限 {crossed} 处。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/changes_panel.py" />
            <source>Only parcels and findings: one of the two was not laid over the one map.</source>
            <translation>只比较了地块和问题：其中一个尚未与一张图叠加。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/changes_panel.py" />
            <source>Review file to compare with</source>
            <translation>用于比较的审查文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/changes_panel.py" />
            <source>What</source>
            <translation>内容</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/changes_panel.py" />
            <source>What changed; red for the worse, green for the better</source>
            <translation>变化内容；红色为变差，绿色为变好</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/changes_panel.py" />
            <source>Before</source>
            <translation>变化前</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/changes_panel.py" />
            <source>After</source>
            <translation>变化后</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/changes_panel.py" />
            <source>Difference</source>
            <translation>差异</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/changes_panel.py" />
            <source>Parcel</source>
            <translation>地块</translation>
        </message>
    </context>
    <context>
        <name>CheckImagery</name>
        <message>
            <location filename="../onemap_plugin/processing/check_imagery.py" />
            <source>There is no service '{id}'. Known: {known}</source>
            <translation>没有服务“{id}”。可用的服务：{known}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/check_imagery.py" />
            <source>Check an imagery service and its key</source>
            <translation>检测影像服务和密钥</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/check_imagery.py" />
            <source>Fetches one tile and says what is wrong with service or key.</source>
            <translation>取一张瓦片，说明服务或密钥有什么问题。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/check_imagery.py" />
            <source>Service id</source>
            <translation>服务标识</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/check_imagery.py" />
            <source>Key (empty: the one chosen in the imagery dock)</source>
            <translation>密钥（留空：用影像面板中选定的密钥）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/check_imagery.py" />
            <source>The service delivers pictures</source>
            <translation>服务返回了影像</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/check_imagery.py" />
            <source>Kind of answer</source>
            <translation>返回类型</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/check_imagery.py" />
            <source>Explanation</source>
            <translation>说明</translation>
        </message>
    </context>
    <context>
        <name>CheckParcels</name>
        <message>
            <location filename="../onemap_plugin/processing/check_parcels.py" />
            <source>Check parcels</source>
            <translation>检查地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/check_parcels.py" />
            <source>Checks the parcels of a review file; every fault is a finding with its place.</source>
            <translation>检查审查文件中的地块；每个问题都带位置。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/check_parcels.py" />
            <source>Review file</source>
            <translation>审查文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/check_parcels.py" />
            <source>Check profile (empty: national)</source>
            <translation>检查方案（留空：国家方案）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/check_parcels.py" />
            <source>Administrative boundary: polygon file, file|layername=… or one map (empty: not checked)</source>
            <translation>行政界线：面文件、文件|layername=… 或一张图（留空：不检查）</translation>
        </message>
    </context>
    <context>
        <name>ColumnTable</name>
        <message>
            <location filename="../onemap_plugin/gui/list_columns_dialog.py" />
            <source>Rows above the first point; they are shown grey and left out</source>
            <translation>首个点之前的行数；以灰色显示，不读取</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/list_columns_dialog.py" />
            <source>Heading rows:</source>
            <translation>标题行数：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/list_columns_dialog.py" />
            <source>Meaning of column {n}</source>
            <translation>第 {n} 列的含义</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/list_columns_dialog.py" />
            <source>(leave out)</source>
            <translation>（不用）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/list_columns_dialog.py" />
            <source>Point label</source>
            <translation>点号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/list_columns_dialog.py" />
            <source>X (north, m)</source>
            <translation>X（北，米）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/list_columns_dialog.py" />
            <source>Y (east, m)</source>
            <translation>Y（东，米）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/list_columns_dialog.py" />
            <source>Longitude</source>
            <translation>经度</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/list_columns_dialog.py" />
            <source>Latitude</source>
            <translation>纬度</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/list_columns_dialog.py" />
            <source>Parcel number</source>
            <translation>地块编号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/list_columns_dialog.py" />
            <source>Parcel name</source>
            <translation>地块名称</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/list_columns_dialog.py" />
            <source>Ring number</source>
            <translation>圈号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/list_columns_dialog.py" />
            <source>Two columns have the same meaning.</source>
            <translation>有两列含义相同。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/list_columns_dialog.py" />
            <source>Metres or degrees?</source>
            <translation>单位是米还是度？</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/list_columns_dialog.py" />
            <source>Choose the columns of X and Y, or of longitude and latitude.</source>
            <translation>请选择 X、Y 列，或经度、纬度列。</translation>
        </message>
    </context>
    <context>
        <name>CompareDialog</name>
        <message>
            <location filename="../onemap_plugin/gui/compare_dialog.py" />
            <source>Compare parcel files</source>
            <translation>比对地块文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/compare_dialog.py" />
            <source>First file or review</source>
            <translation>第一份文件或审查文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/compare_dialog.py" />
            <source>Second file or review</source>
            <translation>第二份文件或审查文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/compare_dialog.py" />
            <source>By number</source>
            <translation>按编号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/compare_dialog.py" />
            <source>By place</source>
            <translation>按位置</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/compare_dialog.py" />
            <source>By order</source>
            <translation>按顺序</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/compare_dialog.py" />
            <source>How a parcel of the one file finds its partner in the other</source>
            <translation>两份文件的地块如何配对</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/compare_dialog.py" />
            <source>Decimals of coordinates in metres that must agree</source>
            <translation>须一致的坐标小数位数（米）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/compare_dialog.py" />
            <source>Parcel</source>
            <translation>地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/compare_dialog.py" />
            <source>Difference</source>
            <translation>差异</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/compare_dialog.py" />
            <source>Differences</source>
            <translation>差异</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/compare_dialog.py" />
            <source>Compare</source>
            <translation>比对</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/compare_dialog.py" />
            <source>First:</source>
            <translation>第一份：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/compare_dialog.py" />
            <source>Second:</source>
            <translation>第二份：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/compare_dialog.py" />
            <source>Pair parcels:</source>
            <translation>地块配对：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/compare_dialog.py" />
            <source>Decimals:</source>
            <translation>小数位数：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/compare_dialog.py" />
            <source>(whole file)</source>
            <translation>（整个文件）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/compare_dialog.py" />
            <source>Differences: {n}</source>
            <translation>差异：{n} 处</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/compare_dialog.py" />
            <source>First: {first} parcels, second: {second} parcels, differences: {n}.</source>
            <translation>第一份 {first} 个地块，第二份 {second} 个地块，差异 {n} 处。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/compare_dialog.py" />
            <source>No difference: {first} parcels in each.</source>
            <translation>没有差异：各有 {first} 个地块。</translation>
        </message>
    </context>
    <context>
        <name>CompareParcelFiles</name>
        <message>
            <location filename="../onemap_plugin/processing/compare_parcel_files.py" />
            <source>Compare two parcel files</source>
            <translation>比对两份地块文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/compare_parcel_files.py" />
            <source>TXT against Shapefile against review: parcels, coordinates, areas and texts.</source>
            <translation>TXT、Shapefile、审查文件互相比对：地块、坐标、面积、文字。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/compare_parcel_files.py" />
            <source>First file or review</source>
            <translation>第一份文件或审查文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/compare_parcel_files.py" />
            <source>Second file or review</source>
            <translation>第二份文件或审查文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/compare_parcel_files.py" />
            <source>Pair parcels by number, by place or by order</source>
            <translation>地块配对方式：按编号、按位置或按顺序</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/compare_parcel_files.py" />
            <source>Decimals that must agree (m)</source>
            <translation>须一致的小数位数（米）</translation>
        </message>
    </context>
    <context>
        <name>CompareReviews</name>
        <message>
            <location filename="../onemap_plugin/processing/compare_reviews.py" />
            <source>Compare two reviews</source>
            <translation>比较两次审查</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/compare_reviews.py" />
            <source>What another boundary, another edition of the one map or other project answers changed.</source>
            <translation>界线、一张图版本或项目信息改变后，结果有哪些变化。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/compare_reviews.py" />
            <source>Earlier review file (empty: the run before, kept in the later)</source>
            <translation>较早的审查文件（留空：较晚文件中保存的上次结果）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/compare_reviews.py" />
            <source>Later review file</source>
            <translation>较晚的审查文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/compare_reviews.py" />
            <source>One of the two was not laid over the one map: only parcels and findings were compared.</source>
            <translation>其中一个尚未与一张图叠加：只比较了地块和问题。</translation>
        </message>
    </context>
    <context>
        <name>ConflictPanel</name>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>nothing</source>
            <translation>无</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>Parcel</source>
            <translation>地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>Area m²</source>
            <translation>面积 m²</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>First survey</source>
            <translation>调查一</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>Second survey</source>
            <translation>调查二</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>Editions</source>
            <translation>现势性</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>Note</source>
            <translation>备注</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>Survey conflicts</source>
            <translation>数据矛盾</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>The surveys below disagree inside the parcels. The plugin shows it; the offices decide.</source>
            <translation>以下调查数据在地块范围内互相矛盾。插件只列出，由主管部门认定。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>No disagreement was found between the surveys that are in the one map.</source>
            <translation>一张图已有的调查数据之间未发现矛盾。</translation>
        </message>
    </context>
    <context>
        <name>Counts</name>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>parcels</source>
            <translation>地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>findings</source>
            <translation>问题</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>errors</source>
            <translation>错误</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>warnings</source>
            <translation>警告</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>notices</source>
            <translation>提示</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>infos</source>
            <translation>说明</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>files</source>
            <translation>文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>read</source>
            <translation>读入地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>points</source>
            <translation>点行</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>first</source>
            <translation>第一份地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>second</source>
            <translation>第二份地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>different</source>
            <translation>差异</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>changes</source>
            <translation>变化</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>better</source>
            <translation>变好</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>worse</source>
            <translation>变差</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>crossed</source>
            <translation>跨越界限</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>named</source>
            <translation>四至齐全</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>sources</source>
            <translation>图层</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>missing</source>
            <translation>缺少图层</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>overlay</source>
            <translation>叠加图块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>conflicts</source>
            <translation>数据矛盾</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>outcomes</source>
            <translation>审批提示</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>approvals</source>
            <translation>审批事项</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>materials</source>
            <translation>材料</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>needs approval</source>
            <translation>须审批</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>needs argument</source>
            <translation>须论证</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>needs input</source>
            <translation>须补充信息</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>not checked</source>
            <translation>未检查</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>notice</source>
            <translation>提请注意</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>prohibited</source>
            <translation>禁止</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>layers</source>
            <translation>图层</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>entries</source>
            <translation>目录条目</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>roles</source>
            <translation>图层角色</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>unsure</source>
            <translation>待确认</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>unknown</source>
            <translation>未识别</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>missing editions</source>
            <translation>缺少现势性</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>edited</source>
            <translation>编辑的地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>deleted</source>
            <translation>删除的地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>sheets</source>
            <translation>图幅</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>repaired</source>
            <translation>修复的地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>restored</source>
            <translation>恢复的地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>seconds</source>
            <translation>用时（秒）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>kept</source>
            <translation>已有瓦片</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>absent</source>
            <translation>服务无此瓦片</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/counts.py" />
            <source>, </source>
            <translation>、</translation>
        </message>
    </context>
    <context>
        <name>Differences</name>
        <message>
            <location filename="../onemap_plugin/gui/difference_texts.py" />
            <source>Approvals</source>
            <translation>审批事项</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/difference_texts.py" />
            <source>Findings</source>
            <translation>问题</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/difference_texts.py" />
            <source>Parcels</source>
            <translation>地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/difference_texts.py" />
            <source>Survey conflicts</source>
            <translation>数据矛盾</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/difference_texts.py" />
            <source>Areas</source>
            <translation>面积</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/difference_texts.py" />
            <source>Data sources</source>
            <translation>数据来源</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/difference_texts.py" />
            <source>Materials</source>
            <translation>材料</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/difference_texts.py" />
            <source>Project facts</source>
            <translation>项目信息</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/difference_texts.py" />
            <source>new</source>
            <translation>新增</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/difference_texts.py" />
            <source>gone</source>
            <translation>消失</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/difference_texts.py" />
            <source>changed</source>
            <translation>改变</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/difference_texts.py" />
            <source>no patch here</source>
            <translation>此处无图斑</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/difference_texts.py" />
            <source>Stepped over the threshold {limits}</source>
            <translation>跨越界限 {limits}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/difference_texts.py" />
            <source>Boundary moved by up to {m} m</source>
            <translation>界线移动最多 {m} m</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/difference_texts.py" />
            <source>Authority</source>
            <translation>审批机关</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/difference_texts.py" />
            <source>Why</source>
            <translation>原因</translation>
        </message>
    </context>
    <context>
        <name>DownloadTiles</name>
        <message>
            <location filename="../onemap_plugin/processing/download_tiles.py" />
            <source>Make an offline imagery package</source>
            <translation>制作离线影像包</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/download_tiles.py" />
            <source>Fetches the tiles of an area, politely and resumably, into MBTiles or GeoPackage.</source>
            <translation>下载范围内的瓦片，限速、可续传，存为 MBTiles 或 GeoPackage。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/download_tiles.py" />
            <source>Service id</source>
            <translation>服务标识</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/download_tiles.py" />
            <source>Area</source>
            <translation>范围</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/download_tiles.py" />
            <source>First level</source>
            <translation>起始级别</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/download_tiles.py" />
            <source>Last level</source>
            <translation>终止级别</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/download_tiles.py" />
            <source>Who allows a local copy (quote the terms or the permission; kept in the file)</source>
            <translation>允许本地保存的依据（引用条款或许可；写入文件）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/download_tiles.py" />
            <source>Most tiles</source>
            <translation>瓦片数上限</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/download_tiles.py" />
            <source>Tiles per second</source>
            <translation>每秒瓦片数</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/download_tiles.py" />
            <source>Key (empty: the one chosen in the imagery dock)</source>
            <translation>密钥（留空：用影像面板中选定的密钥）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/download_tiles.py" />
            <source>Offline file</source>
            <translation>离线文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/download_tiles.py" />
            <source>No tile failed</source>
            <translation>瓦片全部下载成功</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/download_tiles.py" />
            <source>Name the file .gpkg; .mbtiles is possible for services in EPSG:3857 only.</source>
            <translation>文件请用 .gpkg；仅 EPSG:3857 的服务可用 .mbtiles。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/download_tiles.py" />
            <source>{count} tiles, about {size} MB</source>
            <translation>{count} 张瓦片，约 {size} MB</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/download_tiles.py" />
            <source>{count} tiles failed: the package has holes.</source>
            <translation>{count} 张瓦片下载失败：影像包有缺漏。</translation>
        </message>
    </context>
    <context>
        <name>DropOffer</name>
        <message>
            <location filename="../onemap_plugin/gui/offer.py" />
            <source>Read {names} as parcels too?</source>
            <translation>{names} 是否同时作为地块读入？</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/offer.py" />
            <source>OneMap</source>
            <translation>一张图联审</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/offer.py" />
            <source>Read as parcels</source>
            <translation>读为地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/offer.py" />
            <source>Import these files into a review and check them</source>
            <translation>将这些文件导入审查文件并检查</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/offer.py" />
            <source>Don't ask again</source>
            <translation>不再询问</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/offer.py" />
            <source>Leave vector files dropped on the map to QGIS; can be changed in the options</source>
            <translation>拖到地图上的矢量文件交由 QGIS 处理；可在选项中更改</translation>
        </message>
    </context>
    <context>
        <name>ExportPackage</name>
        <message>
            <location filename="../onemap_plugin/processing/export_package.py" />
            <source>Export submission package</source>
            <translation>导出成果包</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/export_package.py" />
            <source>Coordinate TXT, vectors, tables, maps, report and manifest, read back before they get their name.</source>
            <translation>坐标 TXT、矢量、表格、图件、报告和清单；回读核对后才正式命名。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/export_package.py" />
            <source>Review file</source>
            <translation>审查文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/export_package.py" />
            <source>Package profile (empty: national)</source>
            <translation>成果包方案（留空：国家方案）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/export_package.py" />
            <source>Folder that the package is written to</source>
            <translation>成果包输出文件夹</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/export_package.py" />
            <source>Package (ZIP)</source>
            <translation>成果包（ZIP）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/export_package.py" />
            <source>Package (folder)</source>
            <translation>成果包（文件夹）</translation>
        </message>
    </context>
    <context>
        <name>FileField</name>
        <message>
            <location filename="../onemap_plugin/gui/widgets/file_field.py" />
            <source>Drop a file here</source>
            <translation>将文件拖到此处</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/file_field.py" />
            <source>Choose a file</source>
            <translation>选择文件</translation>
        </message>
    </context>
    <context>
        <name>FindingFilterBar</name>
        <message>
            <location filename="../onemap_plugin/gui/widgets/finding_filters.py" />
            <source>Search findings…</source>
            <translation>搜索问题…</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/finding_filters.py" />
            <source>Show findings that contain all these words</source>
            <translation>显示同时含有这些词的问题</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/finding_filters.py" />
            <source>By parcel</source>
            <translation>按地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/finding_filters.py" />
            <source>By rule</source>
            <translation>按规则</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/finding_filters.py" />
            <source>By severity</source>
            <translation>按级别</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/finding_filters.py" />
            <source>How the findings are grouped</source>
            <translation>问题的分组方式</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/finding_filters.py" />
            <source>On map</source>
            <translation>图内</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/finding_filters.py" />
            <source>Only findings inside the visible map</source>
            <translation>只显示当前地图范围内的问题</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/finding_filters.py" />
            <source>All states</source>
            <translation>全部状态</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/finding_filters.py" />
            <source>Only findings in this state</source>
            <translation>只显示此状态的问题</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/finding_filters.py" />
            <source>Only findings of this rule</source>
            <translation>只显示此规则的问题</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/finding_filters.py" />
            <source>Only findings of this parcel</source>
            <translation>只显示此地块的问题</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/finding_filters.py" />
            <source>{severity}: {count}. Press to show only these.</source>
            <translation>{severity}：{count}。点击只显示这些。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/finding_filters.py" />
            <source>All rules</source>
            <translation>全部规则</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/finding_filters.py" />
            <source>All parcels</source>
            <translation>全部地块</translation>
        </message>
    </context>
    <context>
        <name>FindingsExport</name>
        <message>
            <location filename="../onemap_plugin/gui/findings_export.py" />
            <source>Severity</source>
            <translation>级别</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_export.py" />
            <source>Rule</source>
            <translation>规则</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_export.py" />
            <source>Parcel</source>
            <translation>地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_export.py" />
            <source>Finding</source>
            <translation>问题</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_export.py" />
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_export.py" />
            <source>Line</source>
            <translation>行号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_export.py" />
            <source>Clause</source>
            <translation>条款</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_export.py" />
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_export.py" />
            <source>Reason</source>
            <translation>理由</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_export.py" />
            <source>Findings</source>
            <translation>问题</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_export.py" />
            <source>This is the review file itself; choose another name.</source>
            <translation>这就是审查文件本身，请另选文件名。</translation>
        </message>
    </context>
    <context>
        <name>FindingsPanel</name>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Findings</source>
            <translation>问题</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>What the finding says, the rule behind it and its source</source>
            <translation>问题内容、对应规则及其出处</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Fixed</source>
            <translation>已修正</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Mark the selected findings as fixed</source>
            <translation>将所选问题标记为已修正</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Accept…</source>
            <translation>认可…</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Accept the selected findings, with a reason</source>
            <translation>认可所选问题，须填理由</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Reopen</source>
            <translation>重新打开</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Set the selected findings to open again</source>
            <translation>将所选问题恢复为待处理</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Repair…</source>
            <translation>修复…</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Show what a repair of the selected findings would do; nothing is changed without your consent</source>
            <translation>预览修复所选问题的效果；未经您同意不作修改</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Check again</source>
            <translation>重新检查</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Run the checks again; states and notes are kept</source>
            <translation>重新运行检查；状态和备注保留</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Copy the selected findings (or all that are shown) as Markdown</source>
            <translation>将所选问题（未选则全部所列）复制为 Markdown</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Export findings…</source>
            <translation>导出问题…</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Write the shown findings as Excel, a GeoPackage point layer, Markdown or JSON</source>
            <translation>把当前显示的检查结果导出为 Excel、GeoPackage 点图层、Markdown 或 JSON</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Clear filters</source>
            <translation>清除筛选</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Show all findings again</source>
            <translation>重新显示全部问题</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Copy findings</source>
            <translation>复制问题</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Findings shown / all findings</source>
            <translation>所列问题数 / 问题总数</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Drop a parcel file: what is wrong, and where, is listed here.</source>
            <translation>拖入地块文件后，问题及其位置列在这里。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>No finding matches the filters.</source>
            <translation>没有符合筛选条件的问题。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>The checks found nothing.</source>
            <translation>检查没有发现问题。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>The parcels were not checked yet: press “Check again”.</source>
            <translation>地块尚未检查：请按“重新检查”。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Choose a finding: the map goes there, and its rule, source and clause stand here.</source>
            <translation>选择一个问题：地图定位到该处，规则、来源和条款显示在这里。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Rule</source>
            <translation>规则</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Parcel</source>
            <translation>地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Source</source>
            <translation>来源</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Clause</source>
            <translation>条款</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Confidence</source>
            <translation>可信度</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Reason</source>
            <translation>理由</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Findings copied: {n}</source>
            <translation>已复制 {n} 个问题</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Findings of {name}</source>
            <translation>{name} 的问题</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>GeoPackage, shown findings as points (*.gpkg)</source>
            <translation>GeoPackage，当前显示的检查结果点图层 (*.gpkg)</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>GeoPackage, whole review file (*.review.gpkg)</source>
            <translation>GeoPackage，整个审查文件 (*.review.gpkg)</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Export findings</source>
            <translation>导出问题</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Written: {path}</source>
            <translation>已写入：{path}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Zoom to</source>
            <translation>缩放到</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Pan to</source>
            <translation>平移到</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Only this rule</source>
            <translation>只看此规则</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Only this parcel</source>
            <translation>只看此地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/findings_panel.py" />
            <source>Repair all of this rule…</source>
            <translation>修复此规则的全部问题…</translation>
        </message>
    </context>
    <context>
        <name>FindingsTreeModel</name>
        <message>
            <location filename="../onemap_plugin/gui/models/findings_tree.py" />
            <source>Rule</source>
            <translation>规则</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/findings_tree.py" />
            <source>Parcel</source>
            <translation>地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/findings_tree.py" />
            <source>Finding</source>
            <translation>问题</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/findings_tree.py" />
            <source>Line</source>
            <translation>行号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/findings_tree.py" />
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/findings_tree.py" />
            <source>Whole file</source>
            <translation>整个文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/findings_tree.py" />
            <source>Live</source>
            <translation>实时</translation>
        </message>
    </context>
    <context>
        <name>FourSides</name>
        <message>
            <location filename="../onemap_plugin/processing/four_sides.py" />
            <source>Neighbours on four sides</source>
            <translation>地块四至</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/four_sides.py" />
            <source>East, south, west and north neighbours with the length of shared boundary.</source>
            <translation>东、南、西、北四面的相邻者及公共界线长度。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/four_sides.py" />
            <source>Review file or parcel file</source>
            <translation>审查文件或地块文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/four_sides.py" />
            <source>One map: folder, GeoPackage or catalogue</source>
            <translation>一张图：文件夹、GeoPackage 或目录文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/four_sides.py" />
            <source>Layer of the neighbours</source>
            <translation>相邻者所在图层</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/four_sides.py" />
            <source>Field with their names</source>
            <translation>相邻者名称字段</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/four_sides.py" />
            <source>Table (CSV)</source>
            <translation>表格（CSV）</translation>
        </message>
    </context>
    <context>
        <name>ImageryDock</name>
        <message>
            <location filename="../onemap_plugin/gui/imagery/dock.py" />
            <source>OneMap imagery</source>
            <translation>影像</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/dock.py" />
            <source>Search services</source>
            <translation>搜索服务</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/dock.py" />
            <source>Add a service of your own (XYZ or WMTS)</source>
            <translation>添加自己的服务（XYZ 或 WMTS）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/dock.py" />
            <source>Add to map</source>
            <translation>添加到地图</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/dock.py" />
            <source>Add the chosen service below the other layers</source>
            <translation>将所选服务添加到其他图层之下</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/dock.py" />
            <source>Key…</source>
            <translation>密钥…</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/dock.py" />
            <source>Store the key of the chosen service, encrypted</source>
            <translation>加密保存所选服务的密钥</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/dock.py" />
            <source>Test</source>
            <translation>测试</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/dock.py" />
            <source>Fetch one tile and explain the answer</source>
            <translation>取一张瓦片并解释返回结果</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/dock.py" />
            <source>Offline…</source>
            <translation>离线…</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/dock.py" />
            <source>Take the tiles of an area along in one file</source>
            <translation>将一个范围的瓦片存入一个文件带走</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/dock.py" />
            <source>Service</source>
            <translation>服务</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/dock.py" />
            <source>Kind</source>
            <translation>类型</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/dock.py" />
            <source>Levels</source>
            <translation>级别</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/dock.py" />
            <source>Choose a service.</source>
            <translation>请选择服务。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/dock.py" />
            <source>This service needs no key.</source>
            <translation>此服务无需密钥。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/dock.py" />
            <source>A key is stored in QGIS's authentication manager.</source>
            <translation>密钥已存入 QGIS 认证管理器。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/dock.py" />
            <source>No key stored yet: press “Key…”. The map stays blank without it.</source>
            <translation>尚未保存密钥：请点“密钥…”。没有密钥地图为空白。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/dock.py" />
            <source>Added “{title}”.</source>
            <translation>已添加“{title}”。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/dock.py" />
            <source>This QGIS version cannot keep keys out of layers; use 3.22 to 3.32, or 3.36 and newer.</source>
            <translation>此 QGIS 版本会把密钥写进图层；请用 3.22 至 3.32，或 3.36 及以上版本。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/dock.py" />
            <source>The key store is locked; enter the master password when QGIS asks for it.</source>
            <translation>密钥库已锁定；QGIS 询问时请输入主密码。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/dock.py" />
            <source>Asking {host} …</source>
            <translation>正在请求 {host}…</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/dock.py" />
            <source>Test of {title}</source>
            <translation>{title} 的测试</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/dock.py" />
            <source>Cancelled.</source>
            <translation>已取消。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/dock.py" />
            <source>The server says: {text}</source>
            <translation>服务器返回：{text}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/dock.py" />
            <source>Imagery layers of this project stay blank until a key is stored: press “Key…”.</source>
            <translation>保存密钥之前，本工程的影像图层为空白：请点“密钥…”。</translation>
        </message>
    </context>
    <context>
        <name>ImportParcels</name>
        <message>
            <location filename="../onemap_plugin/processing/import_parcels.py" />
            <source>Import parcels</source>
            <translation>导入地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/import_parcels.py" />
            <source>Reads coordinate TXT, point lists and vector files into a review file.</source>
            <translation>将坐标 TXT、坐标点表和矢量文件读入审查文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/import_parcels.py" />
            <source>Parcel file, folder or ZIP (several: separated by ;)</source>
            <translation>地块文件、文件夹或 ZIP（多个以 ; 分隔）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/import_parcels.py" />
            <source>TXT profile (empty: recognised)</source>
            <translation>TXT 格式（留空：自动识别）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/import_parcels.py" />
            <source>Review file (created or updated)</source>
            <translation>审查文件（新建或更新）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/import_parcels.py" />
            <source>Coordinate system of files that do not say theirs</source>
            <translation>未注明坐标系的文件所用的坐标系</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/import_parcels.py" />
            <source>Columns of point lists (JSON: ["label", "north", "east"]; empty: recognised)</source>
            <translation>坐标点表的列（JSON：["label", "north", "east"]；留空：自动识别）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/import_parcels.py" />
            <source>Layers of drawings (separated by ; empty: recognised)</source>
            <translation>图形文件的图层（以 ; 分隔；留空：自动识别）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/import_parcels.py" />
            <source>Exchange north and east where they look exchanged</source>
            <translation>南北与东西坐标似颠倒时互换</translation>
        </message>
    </context>
    <context>
        <name>Job</name>
        <message>
            <location filename="../onemap_plugin/gui/runner.py" />
            <source>The algorithm {name} is not available. Is the Processing plugin enabled?</source>
            <translation>算法 {name} 不可用。是否已启用 Processing 插件？</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/runner.py" />
            <source>The step could not be finished; see the log.</source>
            <translation>此步骤未能完成，详见日志。</translation>
        </message>
    </context>
    <context>
        <name>KeyDialog</name>
        <message>
            <location filename="../onemap_plugin/gui/imagery/key_dialog.py" />
            <source>Key of {title}</source>
            <translation>{title} 的密钥</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/key_dialog.py" />
            <source>Paste the key here</source>
            <translation>在此粘贴密钥</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/key_dialog.py" />
            <source>Blanks and line breaks are taken off; the key is stored encrypted</source>
            <translation>自动去除首尾空格和换行；密钥加密保存</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/key_dialog.py" />
            <source>New key</source>
            <translation>新密钥</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/key_dialog.py" />
            <source>A configuration of the kind “Basic” whose password is the key</source>
            <translation>“Basic” 类型的认证配置，其密码即密钥</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/key_dialog.py" />
            <source>or stored</source>
            <translation>或已保存的密钥</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/key_dialog.py" />
            <source>Store</source>
            <translation>保存</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/key_dialog.py" />
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
    </context>
    <context>
        <name>Labels</name>
        <message>
            <location filename="../onemap_plugin/core/checks/table.py" />
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>Error</source>
            <translation>错误</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/table.py" />
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>Warning</source>
            <translation>警告</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/table.py" />
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>Notice</source>
            <translation>提示</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/table.py" />
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>Information</source>
            <translation>说明</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>{name}: {value}</source>
            <translation>{name}：{value}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>Open</source>
            <translation>待处理</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>Fixed</source>
            <translation>已修正</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>Accepted</source>
            <translation>已认可</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>Prohibited</source>
            <translation>禁止</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>Needs justification</source>
            <translation>须论证</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>Needs approval</source>
            <translation>须审批</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>Note</source>
            <translation>提请注意</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>Not checked</source>
            <translation>未检查</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>Needs an answer</source>
            <translation>须补充信息</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>Look at the evidence; move the boundary out, or show that a listed exception applies.</source>
            <translation>查看依据；调整界线避让，或说明属于所列例外情形。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>Check that the project kind is on the list, then prepare the written justification.</source>
            <translation>先确认项目类型在允许清单内，再编写论证材料。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>Prepare the listed materials for the authority named here.</source>
            <translation>准备所列材料，报此处所列机关。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>Keep it in mind: a query, fee, report or consent follows.</source>
            <translation>请留意：后续可能涉及查询、缴费、报告或征求意见。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>Add the missing layer to the one map and run the review again.</source>
            <translation>将缺少的图层补入一张图，再重新联审。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>Answer the question in the project form and run the review again.</source>
            <translation>在项目信息表中作答，再重新联审。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>high: read in the text of the law</source>
            <translation>高：查自法规或标准原文</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>medium: read in a secondary source</source>
            <translation>中：查自二手资料</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>low: common practice, confirm before relying on it</source>
            <translation>低：通行做法，采用前请确认</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>checked</source>
            <translation>已检查</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>checked, but the edition of the data is unknown</source>
            <translation>已检查，但数据现势性不明</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>covers only a part of the parcels</source>
            <translation>只覆盖部分地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>does not cover the parcels</source>
            <translation>未覆盖地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>layer is missing</source>
            <translation>缺少图层</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>layer has no coordinate system</source>
            <translation>图层没有坐标系</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>datum differs from that of the parcels</source>
            <translation>大地基准与地块不同</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>could not be read</source>
            <translation>无法读取</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>CGCS2000</source>
            <translation>2000国家大地坐标系</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>{datum}, {width}-degree zone {zone}, central meridian {meridian}°E (EPSG:{epsg})</source>
            <translation>{datum}，{width}度带第{zone}带，中央子午线{meridian}°E（EPSG:{epsg}）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>{datum}, {width}-degree zone without number, central meridian {meridian}°E (EPSG:{epsg})</source>
            <translation>{datum}，{width}度带（无带号），中央子午线{meridian}°E（EPSG:{epsg}）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>ha</source>
            <translation>公顷</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>m²</source>
            <translation>m²</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>m</source>
            <translation>m</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>pcs</source>
            <translation>个</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/labels.py" />
            <source>months</source>
            <translation>个月</translation>
        </message>
    </context>
    <context>
        <name>ListColumnsDialog</name>
        <message>
            <location filename="../onemap_plugin/gui/list_columns_dialog.py" />
            <source>Columns of the point list</source>
            <translation>坐标点表的列</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/list_columns_dialog.py" />
            <source>It is not certain which columns hold the coordinates. Check the choice above each column.</source>
            <translation>未能确定哪些列是坐标。请检查各列上方的选择。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/list_columns_dialog.py" />
            <source>As the coordinates say</source>
            <translation>按坐标所示</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/list_columns_dialog.py" />
            <source>Needed where the eastings do not begin with the zone number</source>
            <translation>横坐标不以带号开头时须填写</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/list_columns_dialog.py" />
            <source>Zone:</source>
            <translation>带号：</translation>
        </message>
    </context>
    <context>
        <name>LiveCheck</name>
        <message>
            <location filename="../onemap_plugin/gui/live_check.py" />
            <source>The parcels are being edited on the map. Save or discard the edits first.</source>
            <translation>地块正在地图上编辑。请先保存或放弃编辑。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/live_check.py" />
            <source>Look for edits</source>
            <translation>查找编辑</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/live_check.py" />
            <source>These parcels were edited outside this review: {parcels}. Take the edits in first.</source>
            <translation>下列地块在本审查之外被编辑：{parcels}。请先将编辑结果存入审查文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/live_check.py" />
            <source>Check the edits</source>
            <translation>检查编辑结果</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/live_check.py" />
            <source>Take the edits into the review</source>
            <translation>将编辑结果存入审查文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/live_check.py" />
            <source>Edits taken into the review: {parcels}; points moved at most {mm} mm, area {area} m²</source>
            <translation>编辑结果已存入审查文件：地块 {parcels} 个；点位移动最多 {mm} mm，面积变化 {area} m²</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/live_check.py" />
            <source>parcels deleted</source>
            <translation>地块被删除</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/live_check.py" />
            <source>{reason} The review was left as it was; your edits are in the layer “{layer}”.</source>
            <translation>{reason} 审查文件保持原样；您的编辑在图层“{layer}”中。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/live_check.py" />
            <source>Draw the parcels as they were</source>
            <translation>按原样绘制地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/live_check.py" />
            <source>Edits not taken in</source>
            <translation>编辑结果未存入</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/live_check.py" />
            <source>New parcel {n}</source>
            <translation>新地块 {n}</translation>
        </message>
    </context>
    <context>
        <name>MakeCatalogue</name>
        <message>
            <location filename="../onemap_plugin/processing/make_catalogue.py" />
            <source>Make a catalogue of the one map</source>
            <translation>制作一张图目录</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/make_catalogue.py" />
            <source>Recognises layers by name, fields and geometry and saves role, place and edition, without passwords.</source>
            <translation>按名称、字段和几何类型识别图层，保存角色、位置和现势性，不含密码。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/make_catalogue.py" />
            <source>One map: folder, GeoPackage, postgis:… or project</source>
            <translation>一张图：文件夹、GeoPackage、postgis:… 或 project</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/make_catalogue.py" />
            <source>Publisher of the data</source>
            <translation>数据提供单位</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/make_catalogue.py" />
            <source>Catalogue (YAML)</source>
            <translation>目录文件（YAML）</translation>
        </message>
    </context>
    <context>
        <name>MapSheets</name>
        <message>
            <location filename="../onemap_plugin/processing/map_sheets.py" />
            <source>Map sheets of parcels</source>
            <translation>地块图幅号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/map_sheets.py" />
            <source>Sheet numbers by GB/T 13989, intersected with the parcels themselves.</source>
            <translation>按 GB/T 13989 计算图幅号，与地块图形实际求交。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/map_sheets.py" />
            <source>Review file or parcel file</source>
            <translation>审查文件或地块文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/map_sheets.py" />
            <source>Scale 1:</source>
            <translation>比例尺 1:</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/map_sheets.py" />
            <source>Sheets</source>
            <translation>图幅</translation>
        </message>
    </context>
    <context>
        <name>MaterialPanel</name>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>Material</source>
            <translation>材料</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>Made by</source>
            <translation>编制单位</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>Approvals</source>
            <translation>审批事项</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>How many approvals share this material</source>
            <translation>有多少审批事项共用此材料</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>From the plugin</source>
            <translation>插件生成</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>Confidence</source>
            <translation>可信度</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>Materials</source>
            <translation>材料</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>Route of the linked approval</source>
            <translation>联动审批路线</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>Which approvals run side by side, and what one joint package holds</source>
            <translation>哪些审批同步并联办理，一套成果里合并了哪些材料</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>No materials are called for.</source>
            <translation>没有需要的材料。</translation>
        </message>
    </context>
    <context>
        <name>MessageStrip</name>
        <message>
            <location filename="../onemap_plugin/gui/widgets/status_strip.py" />
            <source>Do what the message offers</source>
            <translation>执行消息所提供的操作</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/status_strip.py" />
            <source>Close this message</source>
            <translation>关闭此消息</translation>
        </message>
    </context>
    <context>
        <name>OneMapAlgorithm</name>
        <message>
            <location filename="../onemap_plugin/processing/base.py" />
            <source>Parcels</source>
            <translation>地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/base.py" />
            <source>One map</source>
            <translation>一张图</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/base.py" />
            <source>Submission package</source>
            <translation>成果包</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/base.py" />
            <source>Imagery</source>
            <translation>影像</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/base.py" />
            <source>Check profile for severities and thresholds (empty: national)</source>
            <translation>检查方案，决定级别和限值（留空为全国通用）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/base.py" />
            <source>Report (JSON)</source>
            <translation>报告（JSON）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/base.py" />
            <source>Cancelled; nothing was written.</source>
            <translation>已取消，未写入任何内容。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/base.py" />
            <source>Unexpected fault in OneMap ({reason}). The log has the details; please report it.</source>
            <translation>一张图联审发生意外故障（{reason}）。详情见日志，请反馈。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/check_parcels.py" />
            <location filename="../onemap_plugin/processing/import_parcels.py" />
            <source>Rules</source>
            <translation>规则</translation>
        </message>
    </context>
    <context>
        <name>OneMapOptionsFactory</name>
        <message>
            <location filename="../onemap_plugin/gui/options_factory.py" />
            <source>OneMap</source>
            <translation>一张图联审</translation>
        </message>
    </context>
    <context>
        <name>OneMapOptionsPage</name>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Reset to defaults</source>
            <translation>恢复默认值</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Set all options of this page back; nothing is stored before OK</source>
            <translation>恢复本页全部选项；点“确定”前不保存</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Forget recent files</source>
            <translation>清空最近文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Empty the list of recent parcel files</source>
            <translation>清空最近地块文件列表</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Fixed by the environment variable {name}.</source>
            <translation>由环境变量 {name} 固定。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Reading parcels</source>
            <translation>读取地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Vector files dropped on the map:</source>
            <translation>拖到地图上的矢量文件：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Ask whether they are parcels</source>
            <translation>询问是否为地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Always read as parcels</source>
            <translation>总是读为地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Leave to QGIS</source>
            <translation>交由 QGIS 处理</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Coordinate TXT is recognised by its content and always read as parcels</source>
            <translation>坐标 TXT 按内容识别，总是读为地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>New review files:</source>
            <translation>新建审查文件：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Beside the parcel file</source>
            <translation>与地块文件同一位置</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Ask each time</source>
            <translation>每次询问</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>In this folder:</source>
            <translation>在此文件夹：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>An existing file is never overwritten; a review of the same input is updated</source>
            <translation>已有文件绝不覆盖；同一输入的审查文件则更新</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Folder for new review files</source>
            <translation>存放新审查文件的文件夹</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Show parcels and findings on the map</source>
            <translation>在地图上显示地块和问题</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Load the layers of the review file into the project</source>
            <translation>将审查文件的图层加载到工程</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Profiles</source>
            <translation>方案</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Coordinate TXT:</source>
            <translation>坐标 TXT：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Recognise automatically</source>
            <translation>自动识别</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Dialect of coordinate TXT to read with</source>
            <translation>读取坐标 TXT 所用的格式</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Own TXT profiles:</source>
            <translation>自有 TXT 格式：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Folder with YAML tables of your county's TXT dialects; see the user guide</source>
            <translation>存放本县 TXT 格式表（YAML）的文件夹；见用户手册</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Checks:</source>
            <translation>检查：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Default</source>
            <translation>默认</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Which rules and thresholds the checks use</source>
            <translation>检查所用的规则和限值</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Own check profile:</source>
            <translation>自定义检查方案：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>YAML file with your own severities and thresholds, also of the rules of reading; empty: the one above</source>
            <translation>YAML 文件，自定级别和限值，读入规则也可以；留空则用上面所选的</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Package:</source>
            <translation>成果包：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Package profile chosen first in the submission dock</source>
            <translation>成果面板首选的成果包方案</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Administrative boundary:</source>
            <translation>行政界线：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Polygon file that parcels must lie within; empty: none, or that of the one map</source>
            <translation>地块必须位于其内的面文件；留空：不用，或用一张图中的行政界线</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Else use the boundary of the one map</source>
            <translation>否则使用一张图中的行政界线</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>After a review against a one map with administrative areas, checks use these</source>
            <translation>与含行政区的一张图联审后，检查即采用该界线</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Rules of the province:</source>
            <translation>省级规则：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>YAML file that adds to or overrides rules, rates and materials; empty: that of the project's province</source>
            <translation>增加或覆盖规则、费率和材料的 YAML 文件；留空则采用项目所在省的文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Areas of a review</source>
            <translation>审查的面积</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Plane area</source>
            <translation>平面面积</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Ellipsoid area</source>
            <translation>椭球面积</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Balanced to hectares:</source>
            <translation>平差为公顷的面积：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Which area of the pieces is balanced to the parcel; thresholds always use the ellipsoid</source>
            <translation>用图斑的哪种面积平差到地块；限值判断一律用椭球面积</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Half up</source>
            <translation>四舍五入</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Half to even</source>
            <translation>四舍六入五成双</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Rounding:</source>
            <translation>取舍规则：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Rule of the last decimal; recorded with each review</source>
            <translation>末位取舍规则；每次审查都有记录</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Longest edge:</source>
            <translation>椭球面积最长边：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source> m</source>
            <translation> m</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Longer edges get points in between when the ellipsoid area is computed</source>
            <translation>计算椭球面积时，更长的边加密节点</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Slivers below:</source>
            <translation>碎面面积小于：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Pieces below this area are flagged as slivers; they still count</source>
            <translation>面积小于此值的图斑标为碎面，仍计入面积</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>or narrower than:</source>
            <translation>或宽度小于：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Pieces below this mean width are flagged as slivers; they still count</source>
            <translation>平均宽度小于此值的图斑标为碎面，仍计入面积</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Display</source>
            <translation>显示</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Decimals of areas in m²:</source>
            <translation>面积（m²）小数位数：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>On screen only; files follow the package profile</source>
            <translation>仅用于屏幕显示；文件按成果包方案</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Smallest width when zooming:</source>
            <translation>缩放时的最小宽度：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>The map never zooms closer than this to a finding</source>
            <translation>缩放到问题时，地图范围不小于此宽度</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>Ask who accepts a finding</source>
            <translation>询问由谁认可问题</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/options_page.py" />
            <source>The name is kept in the review file only and never goes into a package, report or log</source>
            <translation>姓名只存于审查文件，绝不写入成果包、报告或日志</translation>
        </message>
    </context>
    <context>
        <name>OneMapPlugin</name>
        <message>
            <location filename="../onemap_plugin/plugin.py" />
            <source>OneMap</source>
            <translation>一张图联审</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/plugin.py" />
            <source>OneMap: parcels, approvals, imagery, submission</source>
            <translation>一张图联审：地块、审批、影像、成果</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/plugin.py" />
            <source>Parcels and Review</source>
            <translation>地块与联审</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/plugin.py" />
            <source>Read parcels, see what is wrong and which approvals they touch</source>
            <translation>读取地块，查看问题和涉及的审批事项</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/plugin.py" />
            <source>Imagery</source>
            <translation>影像</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/plugin.py" />
            <source>Tianditu and other imagery, with the key kept safe</source>
            <translation>天地图等影像服务，密钥安全保存</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/plugin.py" />
            <source>Submission</source>
            <translation>成果</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/plugin.py" />
            <source>Make the submission package, or verify one</source>
            <translation>制作或核验成果包</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/plugin.py" />
            <source>Open Parcel Files…</source>
            <translation>打开地块文件…</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/plugin.py" />
            <source>Read coordinate TXT, Shapefile, GeoPackage, KML, DXF … as parcels</source>
            <translation>将坐标 TXT、Shapefile、GeoPackage、KML、DXF 等读为地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/plugin.py" />
            <source>Imagery layers of this project stay blank until their key is stored in the imagery dock.</source>
            <translation>在影像面板中保存密钥之前，本工程的影像图层为空白。</translation>
        </message>
    </context>
    <context>
        <name>OneMapProvider</name>
        <message>
            <location filename="../onemap_plugin/processing/provider.py" />
            <source>OneMap</source>
            <translation>一张图联审</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/provider.py" />
            <source>OneMap (linked review of parcels)</source>
            <translation>一张图联审（地块联动审查）</translation>
        </message>
    </context>
    <context>
        <name>OutcomeList</name>
        <message>
            <location filename="../onemap_plugin/gui/models/outcome_list.py" />
            <source>threshold {threshold}</source>
            <translation>界限 {threshold}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/outcome_list.py" />
            <source>close to the threshold</source>
            <translation>接近界限</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/outcome_list.py" />
            <source>Approval</source>
            <translation>审批事项</translation>
        </message>
    </context>
    <context>
        <name>OutcomePanel</name>
        <message>
            <location filename="../onemap_plugin/gui/outcome_panel.py" />
            <source>Approvals</source>
            <translation>审批事项</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_panel.py" />
            <source>What the rule says, on which data and clause, and what to do next</source>
            <translation>规则内容、所用数据和条款，以及下一步怎么做</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_panel.py" />
            <source>Your note on this approval…</source>
            <translation>对此审批事项的备注…</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_panel.py" />
            <source>Kept in the review file, also when the review is run again</source>
            <translation>存于审查文件，重新联审后仍保留</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_panel.py" />
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_panel.py" />
            <source>Other</source>
            <translation>其他</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_panel.py" />
            <source>Land</source>
            <translation>用地</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_panel.py" />
            <source>Forest</source>
            <translation>用林</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_panel.py" />
            <source>Grass</source>
            <translation>用草</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_panel.py" />
            <source>Sea</source>
            <translation>用海</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_panel.py" />
            <source>Mining</source>
            <translation>用矿</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_panel.py" />
            <source>No rule gave a hint with the layers of this one map. See “Unchecked”.</source>
            <translation>按这套一张图的图层，没有规则给出提示。请看“未检查”。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_panel.py" />
            <source>{title}: {count} hints</source>
            <translation>{title}：{count} 条提示</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_panel.py" />
            <source>Hints with evidence, never a verdict: the approving authority decides.</source>
            <translation>仅为附有依据的提示，不是结论：由审批机关决定。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_panel.py" />
            <source>Choose an approval to see its evidence.</source>
            <translation>选择一个审批事项以查看依据。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_panel.py" />
            <source>Why</source>
            <translation>原因</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_panel.py" />
            <source>Measured</source>
            <translation>量算值</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_panel.py" />
            <source>Authority</source>
            <translation>审批机关</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_panel.py" />
            <source>Clause</source>
            <translation>条款</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_panel.py" />
            <source>Source</source>
            <translation>来源</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_panel.py" />
            <source>Note</source>
            <translation>备注</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_panel.py" />
            <source>Confidence</source>
            <translation>可信度</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_panel.py" />
            <source>Layers</source>
            <translation>图层</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_panel.py" />
            <source>Data edition</source>
            <translation>数据现势性</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_panel.py" />
            <source>Parcels</source>
            <translation>地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_panel.py" />
            <source>Materials</source>
            <translation>材料</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_panel.py" />
            <source>What next</source>
            <translation>下一步</translation>
        </message>
    </context>
    <context>
        <name>OutcomeTexts</name>
        <message>
            <location filename="../onemap_plugin/gui/outcome_texts.py" />
            <source>Area of the evidence</source>
            <translation>依据的面积</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_texts.py" />
            <source>close to the threshold</source>
            <translation>接近界限</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_texts.py" />
            <source>Measured</source>
            <translation>量算值</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_texts.py" />
            <source>Course</source>
            <translation>办理程序</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_texts.py" />
            <source>Requirements</source>
            <translation>要求</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_texts.py" />
            <source>Fee estimate</source>
            <translation>费用估算</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_texts.py" />
            <source>Would narrow it</source>
            <translation>补充后可缩小范围</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_texts.py" />
            <source>Rates</source>
            <translation>费率</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_texts.py" />
            <source>{yuan} CNY</source>
            <translation>{yuan} 元</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_texts.py" />
            <source>{low} – {high} CNY</source>
            <translation>{low} – {high} 元</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_texts.py" />
            <source>Group</source>
            <translation>类别</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_texts.py" />
            <source>CNY/m²</source>
            <translation>元/平方米</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_texts.py" />
            <source>CNY</source>
            <translation>元</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/outcome_texts.py" />
            <source>Why</source>
            <translation>原因</translation>
        </message>
    </context>
    <context>
        <name>ParcelDock</name>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Parcels and Review</source>
            <translation>地块与联审</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Drop parcel files here</source>
            <translation>将地块文件拖到此处</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Coordinate TXT, point lists, Shapefile, GeoPackage, GeoJSON, KML, DXF, ZIP or folders; several at once. Click to choose files.</source>
            <translation>坐标 TXT、坐标点表、Shapefile、GeoPackage、GeoJSON、KML、DXF、ZIP 或文件夹；可一次多个。点击选择文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Drop parcel files here, or press to choose</source>
            <translation>将地块文件拖到此处，或点击选择</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Choose parcel files; the arrow offers recent files, layers and the TXT profile</source>
            <translation>选择地块文件；箭头菜单中有最近文件、图层和 TXT 格式</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Choose coordinate system…</source>
            <translation>选择坐标系…</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>The files don't say their coordinate system; choose it to read them again</source>
            <translation>文件未注明坐标系；选择后重新读取</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Read with axes exchanged</source>
            <translation>互换坐标轴读取</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>North and east look exchanged. Read the files again with X as Y and Y as X; the review records it</source>
            <translation>南北与东西坐标似已颠倒。以 X 为 Y、Y 为 X 重新读取；审查文件中会记录</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>The review file: open another, read again, write TXT, map sheets, compare, close</source>
            <translation>审查文件：另开、重新读取、写出 TXT、图幅、比对、关闭</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Review file</source>
            <translation>审查文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Open review file…</source>
            <translation>打开审查文件…</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Show layers on the map</source>
            <translation>在地图上显示图层</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Read again</source>
            <translation>重新读取</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Changes of the parcels…</source>
            <translation>地块修改记录…</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Show in folder</source>
            <translation>在文件夹中显示</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Close review</source>
            <translation>关闭审查文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Write coordinate TXT…</source>
            <translation>写出坐标 TXT…</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Map sheets…</source>
            <translation>图幅…</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Compare parcel files…</source>
            <translation>比对地块文件…</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>No review open</source>
            <translation>未打开审查文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Parcels</source>
            <translation>地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Findings</source>
            <translation>问题</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Review</source>
            <translation>联审</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Parcels with areas</source>
            <translation>地块及其面积</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>What is wrong and where; the number counts open findings</source>
            <translation>哪里有什么问题；数字为待处理的问题数</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Which approvals the parcels touch</source>
            <translation>地块涉及哪些审批事项</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Undo: {what}</source>
            <translation>撤销：{what}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Nothing to undo</source>
            <translation>没有可撤销的修改</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Take in</source>
            <translation>存入</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Parcel files ({suffixes});;All files (*)</source>
            <translation>地块文件 ({suffixes});;所有文件 (*)</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Open parcel files</source>
            <translation>打开地块文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Folder…</source>
            <translation>文件夹…</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Active layer</source>
            <translation>当前图层</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Selected features of the active layer</source>
            <translation>当前图层的所选要素</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Coordinates from the clipboard</source>
            <translation>剪贴板中的坐标</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>TXT profile</source>
            <translation>TXT 格式</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Columns of the point list…</source>
            <translation>坐标点表的列…</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Recent files</source>
            <translation>最近文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Forget recent files</source>
            <translation>清空最近文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Fits {score} %: {title}</source>
            <translation>匹配度 {score}%：{title}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Recognise automatically</source>
            <translation>自动识别</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Folder with parcel files</source>
            <translation>地块文件所在文件夹</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Open the point list again to choose its columns.</source>
            <translation>请重新打开坐标点表以选择各列。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Look at the point lists</source>
            <translation>查看坐标点表</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Where should the review file go?</source>
            <translation>审查文件存放在哪里？</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcel_dock.py" />
            <source>Open review file</source>
            <translation>打开审查文件</translation>
        </message>
    </context>
    <context>
        <name>ParcelTableModel</name>
        <message>
            <location filename="../onemap_plugin/gui/models/parcel_table.py" />
            <source>Number</source>
            <translation>编号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/parcel_table.py" />
            <source>{id}: open findings {n}</source>
            <translation>{id}：待处理问题 {n} 个</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/parcel_table.py" />
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/parcel_table.py" />
            <source>Area m²</source>
            <translation>面积 m²</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/parcel_table.py" />
            <source>Plane area on the Gauss-Krüger plane of the file</source>
            <translation>文件所用高斯-克吕格平面上的平面面积</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/parcel_table.py" />
            <source>ha</source>
            <translation>公顷</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/parcel_table.py" />
            <source>Plane area in hectares (公顷)</source>
            <translation>平面面积，单位公顷</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/parcel_table.py" />
            <source>mu</source>
            <translation>亩</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/parcel_table.py" />
            <source>Plane area in mu (亩), 15 mu to the hectare</source>
            <translation>平面面积，单位亩，1 公顷合 15 亩</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/parcel_table.py" />
            <source>Ellipsoid m²</source>
            <translation>椭球面积 m²</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/parcel_table.py" />
            <source>Area on the CGCS2000 ellipsoid by the formula of the national survey</source>
            <translation>按全国调查规定的公式计算的 CGCS2000 椭球面积</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/parcel_table.py" />
            <source>Declared</source>
            <translation>填报面积</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/parcel_table.py" />
            <source>Area as the file declares it, as read</source>
            <translation>文件填报的面积，按原文显示</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/parcel_table.py" />
            <source>Perimeter m</source>
            <translation>周长 m</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/parcel_table.py" />
            <source>Points</source>
            <translation>点数</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/parcel_table.py" />
            <source>Boundary points of all rings</source>
            <translation>所有圈的界址点数</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/parcel_table.py" />
            <source>Sheet</source>
            <translation>图幅号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/parcel_table.py" />
            <source>Map sheets the parcel lies on</source>
            <translation>地块所在图幅</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/parcel_table.py" />
            <source>Longitude</source>
            <translation>经度</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/parcel_table.py" />
            <source>Latitude</source>
            <translation>纬度</translation>
        </message>
    </context>
    <context>
        <name>ParcelsPanel</name>
        <message>
            <location filename="../onemap_plugin/gui/parcels_panel.py" />
            <source>Parcels</source>
            <translation>地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcels_panel.py" />
            <source>Copy parcels</source>
            <translation>复制地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcels_panel.py" />
            <source>Drop a parcel file to begin.</source>
            <translation>拖入地块文件即可开始。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcels_panel.py" />
            <source>Parcels: {n}, {ha} ha ({mu} mu)</source>
            <translation>地块 {n} 个，共 {ha} 公顷（{mu} 亩）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcels_panel.py" />
            <source>The coordinate system could not be told; see the findings.</source>
            <translation>无法确定坐标系，详见问题列表。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcels_panel.py" />
            <source>Read as “{profile}” ({score}), {encoding}</source>
            <translation>按“{profile}”读取（{score}），{encoding}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcels_panel.py" />
            <source>point list</source>
            <translation>点表</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcels_panel.py" />
            <source>Zoom to</source>
            <translation>缩放到</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcels_panel.py" />
            <source>Pan to</source>
            <translation>平移到</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcels_panel.py" />
            <source>Findings of this parcel</source>
            <translation>此地块的问题</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/parcels_panel.py" />
            <source>Copy</source>
            <translation>复制</translation>
        </message>
    </context>
    <context>
        <name>Preflight</name>
        <message>
            <location filename="../onemap_plugin/gui/preflight.py" />
            <source>Open or import parcels first.</source>
            <translation>请先打开或导入地块。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/preflight.py" />
            <source>The review holds no parcels.</source>
            <translation>审查文件中没有地块。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/preflight.py" />
            <source>Parcels: {n}</source>
            <translation>地块：{n} 个</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/preflight.py" />
            <source>The coordinate system of the parcels is not known.</source>
            <translation>地块的坐标系不明。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/preflight.py" />
            <source>Open errors: {n}. The receiver will probably refuse the package.</source>
            <translation>待处理的错误：{n} 个。成果包很可能被退回。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/preflight.py" />
            <source>Open warnings: {n}</source>
            <translation>待处理的警告：{n} 个</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/preflight.py" />
            <source>No errors or warnings are open.</source>
            <translation>没有待处理的错误和警告。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/preflight.py" />
            <source>The parcels have not been checked.</source>
            <translation>地块尚未检查。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/preflight.py" />
            <source>The parcels have not been reviewed against the one map: no class areas, no approvals.</source>
            <translation>地块尚未与一张图联审：没有地类面积，也没有审批事项。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/preflight.py" />
            <source>Rules not checked because layers are missing: {n}. The report says which.</source>
            <translation>因缺少图层而未检查的规则：{n} 条，报告中有说明。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/preflight.py" />
            <source>Approvals that wait for an answer about the project: {n}</source>
            <translation>待补充项目信息的审批事项：{n} 项</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/preflight.py" />
            <source>Choose the folder for the package.</source>
            <translation>请选择成果包的文件夹。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/preflight.py" />
            <source>The folder cannot be written to.</source>
            <translation>此文件夹不可写。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/preflight.py" />
            <source>The folder's path is {n} characters long; some programs on Windows will not open the files. Choose a shorter one.</source>
            <translation>文件夹路径长达 {n} 个字符；Windows 上有些软件将打不开文件。请选择较短的路径。</translation>
        </message>
    </context>
    <context>
        <name>ProgressStrip</name>
        <message>
            <location filename="../onemap_plugin/gui/widgets/status_strip.py" />
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/status_strip.py" />
            <source>Stop the running step (Esc); nothing half-done is written</source>
            <translation>停止正在运行的步骤（Esc）；不会写出半成品</translation>
        </message>
    </context>
    <context>
        <name>ProjectForm</name>
        <message>
            <location filename="../onemap_plugin/gui/widgets/project_form.py" />
            <source>Show all questions</source>
            <translation>显示全部问项</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/project_form.py" />
            <source>Also show questions that no rule has asked yet</source>
            <translation>同时显示尚无规则用到的问项</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/project_form.py" />
            <source>Yes</source>
            <translation>是</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/project_form.py" />
            <source>No</source>
            <translation>否</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/project_form.py" />
            <source>Asked because of rules: {rules}</source>
            <translation>因下列规则而问：{rules}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/project_form.py" />
            <source>Only narrows the estimate of a fee.</source>
            <translation>仅用于缩小费用估算范围。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/project_form.py" />
            <source>Only checks the legal term; no outcome waits for it.</source>
            <translation>只用于核对法定期限，不影响其他结果。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/project_form.py" />
            <source>Open questions that decide about approvals: {n}. What is not answered is said to be open, never guessed.</source>
            <translation>影响审批判断而未作答的问项：{n} 个。未作答的一律注明待定，绝不猜测。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/project_form.py" />
            <source>Nothing needs to be answered yet. Run the review; it says what it needs to know.</source>
            <translation>暂无须作答的问项。请先联审，它会列出需要知道什么。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/project_form.py" />
            <source>Answers are kept with the project.</source>
            <translation>答案随工程保存。</translation>
        </message>
    </context>
    <context>
        <name>RepairDialog</name>
        <message>
            <location filename="../onemap_plugin/gui/repair_dialog.py" />
            <source>Parcel</source>
            <translation>地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_dialog.py" />
            <source>Repair</source>
            <translation>修复</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_dialog.py" />
            <source>Moved</source>
            <translation>移动</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_dialog.py" />
            <source>At most mm</source>
            <translation>最大 mm</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_dialog.py" />
            <source>Dropped</source>
            <translation>删除</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_dialog.py" />
            <source>Added</source>
            <translation>增加</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_dialog.py" />
            <source>Area m²</source>
            <translation>面积 m²</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_dialog.py" />
            <source>How the findings are repaired</source>
            <translation>问题的修复方法</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_dialog.py" />
            <source>Repair:</source>
            <translation>修复方法：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_dialog.py" />
            <source>What each repair would do</source>
            <translation>每项修复的效果</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_dialog.py" />
            <source>Click to see one repair on the map, double click to zoom to it</source>
            <translation>单击在地图上查看该修复，双击缩放到该处</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_dialog.py" />
            <source>Apply</source>
            <translation>应用</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_dialog.py" />
            <source>Change the parcels as shown, as one step that can be taken back</source>
            <translation>按所示修改地块，作为一步，可以撤销</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_dialog.py" />
            <source>Zoom to</source>
            <translation>缩放到</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_dialog.py" />
            <source>Zoom to the selected repairs, or to all</source>
            <translation>缩放到所选修复，未选则全部</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_dialog.py" />
            <source>Points closer than this are one:</source>
            <translation>近于此值视为同一点：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_dialog.py" />
            <source>Points this near to a straight line go:</source>
            <translation>距直线不足此值的点删除：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_dialog.py" />
            <source>Corners sharper than this are spikes:</source>
            <translation>夹角小于此值为尖刺：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_dialog.py" />
            <source>Snapping distance:</source>
            <translation>捕捉距离：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_dialog.py" />
            <source>Decimals:</source>
            <translation>小数位数：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_dialog.py" />
            <source>The first one offered for each finding</source>
            <translation>每个问题采用首个可用方法</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_dialog.py" />
            <source>Working out…</source>
            <translation>正在计算…</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_dialog.py" />
            <source>Work out the repairs</source>
            <translation>计算修复方案</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_dialog.py" />
            <source>Parcels {n}; points moved {moved}, dropped {dropped}, added {added}; area {area} m². Nothing is changed yet.</source>
            <translation>地块 {n} 个；移动 {moved} 点，删除 {dropped} 点，增加 {added} 点；面积变化 {area} m²。尚未作任何修改。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_dialog.py" />
            <source>This repair would change nothing here; another one or another tolerance may help.</source>
            <translation>此修复在这里不会有任何改变；可换一种方法或限差。</translation>
        </message>
    </context>
    <context>
        <name>RepairHistory</name>
        <message>
            <location filename="../onemap_plugin/gui/repair_history.py" />
            <source>When</source>
            <translation>时间</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_history.py" />
            <source>What</source>
            <translation>内容</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_history.py" />
            <source>Parcels</source>
            <translation>地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_history.py" />
            <source>Greatest move mm</source>
            <translation>最大移动 mm</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_history.py" />
            <source>Area change m²</source>
            <translation>面积变化 m²</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_history.py" />
            <source>Taken back</source>
            <translation>已撤销</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_history.py" />
            <source>yes</source>
            <translation>是</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_history.py" />
            <source>Changes of the parcels</source>
            <translation>地块修改记录</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repair_history.py" />
            <source>Undo the last</source>
            <translation>撤销最后一次</translation>
        </message>
    </context>
    <context>
        <name>RepairParcels</name>
        <message>
            <location filename="../onemap_plugin/processing/repair_parcels.py" />
            <source>Repair parcels</source>
            <translation>修复地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/repair_parcels.py" />
            <source>Works out a repair, tells what moves how far, and applies it only with your consent.</source>
            <translation>先算出修复方案，说明哪些点移动多远，经您同意后才应用。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/repair_parcels.py" />
            <source>Review file</source>
            <translation>审查文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/repair_parcels.py" />
            <source>Rule whose open findings are to be repaired, e.g. G03</source>
            <translation>要修复其待处理问题的规则，例如 G03</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/repair_parcels.py" />
            <source>or findings by uid, separated by commas</source>
            <translation>或按 uid 指定问题，以逗号分隔</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/repair_parcels.py" />
            <source>Repair (empty: the first one offered)</source>
            <translation>修复方法（留空：首个可用方法）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/repair_parcels.py" />
            <source>Only these parcels, separated by commas</source>
            <translation>仅限这些地块，以逗号分隔</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/repair_parcels.py" />
            <source>Points closer than this are one point (m)</source>
            <translation>距离小于此值的点视为同一点（米）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/repair_parcels.py" />
            <source>Snapping distance to the neighbour (m)</source>
            <translation>到相邻地块的捕捉距离（米）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/repair_parcels.py" />
            <source>Points nearer to a straight line than this (m)</source>
            <translation>距直线不足此值的点删除（米）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/repair_parcels.py" />
            <source>Corners sharper than this are spikes (degrees)</source>
            <translation>夹角小于此值为尖刺（度）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/repair_parcels.py" />
            <source>Decimals when rounding</source>
            <translation>取位小数位数</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/repair_parcels.py" />
            <source>Yes, change the parcels (else only a preview)</source>
            <translation>同意修改地块（否则仅预览）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/repair_parcels.py" />
            <source>Take the last repair back instead</source>
            <translation>改为撤销上一次修复</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/repair_parcels.py" />
            <source>{parcel}: {fix}, {moved} points move at most {distance} m, {dropped} go, {added} come, area {area} m²</source>
            <translation>{parcel}：{fix}，{moved} 点移动最多 {distance} m，删除 {dropped} 点，增加 {added} 点，面积变化 {area} m²</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/repair_parcels.py" />
            <source>New error: {parcel}: {message}</source>
            <translation>新出现的错误：{parcel}：{message}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/repair_parcels.py" />
            <source>Only a preview: nothing was changed.</source>
            <translation>仅预览：未作任何修改。</translation>
        </message>
    </context>
    <context>
        <name>Repairs</name>
        <message>
            <location filename="../onemap_plugin/gui/repairs.py" />
            <source>Edited on the map</source>
            <translation>在地图上编辑</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repairs.py" />
            <source>Repair findings: {n}</source>
            <translation>修复问题：{n} 个</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repairs.py" />
            <source>Repair all open findings of “{rule}”: {n}</source>
            <translation>修复“{rule}”的全部待处理问题：{n} 个</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repairs.py" />
            <source>A step is running. Wait for it or cancel it first.</source>
            <translation>有步骤正在运行，请等待或先取消。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repairs.py" />
            <source>Repair the parcels</source>
            <translation>修复地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repairs.py" />
            <source>Taken back: {what}</source>
            <translation>已撤销：{what}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repairs.py" />
            <source>Take the repair back</source>
            <translation>撤销修复</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repairs.py" />
            <source>Nothing had to be changed.</source>
            <translation>无须修改。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repairs.py" />
            <source>{what}: parcels {n}, points moved {moved} (at most {mm} mm), area {area} m²</source>
            <translation>{what}：地块 {n} 个，移动 {moved} 点（最多 {mm} mm），面积变化 {area} m²</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/repairs.py" />
            <source>; new errors: {n}</source>
            <translation>；新出现的错误 {n} 个</translation>
        </message>
    </context>
    <context>
        <name>ResultTables</name>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>Copy table</source>
            <translation>复制表格</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>Not checked yet: choose the one map above and press “Review”.</source>
            <translation>尚未检查：请在上方选择一张图，再按“联审”。</translation>
        </message>
    </context>
    <context>
        <name>ReviewLayers</name>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/review_layers.py" />
            <source>Findings</source>
            <translation>问题</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/review_layers.py" />
            <source>Boundary points</source>
            <translation>界址点</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/review_layers.py" />
            <source>Boundary lines</source>
            <translation>界址线</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/review_layers.py" />
            <source>Parcels</source>
            <translation>地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/review_layers.py" />
            <source>Approvals: evidence</source>
            <translation>审批事项：依据</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/review_layers.py" />
            <source>Survey conflicts</source>
            <translation>数据矛盾</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/review_layers.py" />
            <source>Overlay (points)</source>
            <translation>叠加（点）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/review_layers.py" />
            <source>Overlay (lines)</source>
            <translation>叠加（线）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/review_layers.py" />
            <source>Overlay</source>
            <translation>叠加</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/review_layers.py" />
            <source>OneMap {file}</source>
            <translation>一张图联审 {file}</translation>
        </message>
    </context>
    <context>
        <name>ReviewPanel</name>
        <message>
            <location filename="../onemap_plugin/gui/review_panel.py" />
            <source>Review</source>
            <translation>联审</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/review_panel.py" />
            <source>One map: folder, GeoPackage, catalogue, postgis:… or project</source>
            <translation>一张图：文件夹、GeoPackage、目录文件、postgis:… 或 project</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/review_panel.py" />
            <source>The folder, GeoPackage or catalogue file with the one-map layers; remembered with the project</source>
            <translation>一张图图层所在的文件夹、GeoPackage 或目录文件；随工程保存</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/review_panel.py" />
            <source>One map</source>
            <translation>一张图</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/review_panel.py" />
            <source>Choose the one map</source>
            <translation>选择一张图</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/review_panel.py" />
            <source>Folder…</source>
            <translation>文件夹…</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/review_panel.py" />
            <source>GeoPackage or catalogue file…</source>
            <translation>GeoPackage 或目录文件…</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/review_panel.py" />
            <source>Layers of this project</source>
            <translation>本工程的图层</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/review_panel.py" />
            <source>PostGIS schema…</source>
            <translation>PostGIS 模式…</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/review_panel.py" />
            <source>Catalogue…: see, correct and save which layer has which role and edition</source>
            <translation>目录…：查看、更正并保存各图层的角色和现势性</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/review_panel.py" />
            <source>Catalogue of the one map</source>
            <translation>一张图目录</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/review_panel.py" />
            <source>Overlay the parcels with the one map and apply the approval rules</source>
            <translation>将地块与一张图叠加，并套用审批规则</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/review_panel.py" />
            <source>Project questions</source>
            <translation>项目信息</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/review_panel.py" />
            <source>Facts about the project that decide which rules apply</source>
            <translation>决定适用哪些规则的项目情况</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/review_panel.py" />
            <source>Read answers from a file…</source>
            <translation>从文件读取答案…</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/review_panel.py" />
            <source>A project.yaml with the same facts, for example of another run</source>
            <translation>记有同样情况的 project.yaml，例如另一次联审所用</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/review_panel.py" />
            <source>Approvals</source>
            <translation>审批事项</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/review_panel.py" />
            <source>Areas</source>
            <translation>面积</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/review_panel.py" />
            <source>Conflicts</source>
            <translation>矛盾</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/review_panel.py" />
            <source>Materials</source>
            <translation>材料</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/review_panel.py" />
            <source>Unchecked</source>
            <translation>未检查</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/review_panel.py" />
            <source>Changes</source>
            <translation>变化</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/review_panel.py" />
            <source>The one map does not exist: {path}</source>
            <translation>一张图不存在：{path}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/review_panel.py" />
            <source>PostGIS schema</source>
            <translation>PostGIS 模式</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/review_panel.py" />
            <source>Service or server, database and schema (a password belongs into QGIS's authentication, authcfg=…):</source>
            <translation>服务或服务器、数据库和模式（密码请存于 QGIS 认证，authcfg=…）：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/review_panel.py" />
            <source>Folder with the one-map layers</source>
            <translation>一张图图层所在文件夹</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/review_panel.py" />
            <source>One map (*.gpkg *.gdb *.yaml *.yml *.json);;All files (*)</source>
            <translation>一张图 (*.gpkg *.gdb *.yaml *.yml *.json);;所有文件 (*)</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/review_panel.py" />
            <source>One-map file</source>
            <translation>一张图文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/review_panel.py" />
            <source>Project answers</source>
            <translation>项目信息</translation>
        </message>
    </context>
    <context>
        <name>ReviewParcels</name>
        <message>
            <location filename="../onemap_plugin/processing/review_parcels.py" />
            <source>Review parcels against the one map</source>
            <translation>地块与一张图联审</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/review_parcels.py" />
            <source>Areas by land class and the approvals that the parcels touch, each with layer, edition and clause.</source>
            <translation>按地类统计面积，列出地块涉及的审批事项，逐条注明图层、现势性和条款。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/review_parcels.py" />
            <source>Review file</source>
            <translation>审查文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/review_parcels.py" />
            <source>One map: folder, GeoPackage, catalogue file, postgis:… or project</source>
            <translation>一张图：文件夹、GeoPackage、目录文件、postgis:… 或 project</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/review_parcels.py" />
            <source>Project attributes (YAML)</source>
            <translation>项目信息（YAML）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/review_parcels.py" />
            <source>Rule files of the province (separated by ;), or its code, e.g. 44</source>
            <translation>省级规则文件（以 ; 分隔），或省代码，例如 44</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/review_parcels.py" />
            <source>Longest edge for the ellipsoid area (m)</source>
            <translation>计算椭球面积的最长边（m）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/review_parcels.py" />
            <source>Pieces below this area are flagged as slivers (m²)</source>
            <translation>面积小于此值的图斑标为碎面（m²）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/review_parcels.py" />
            <source>Pieces below this width are flagged as slivers (m)</source>
            <translation>宽度小于此值的图斑标为碎面（m）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/review_parcels.py" />
            <source>Area that is balanced to hectares</source>
            <translation>平差为公顷的面积</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/review_parcels.py" />
            <source>Rounding (half_up or half_even)</source>
            <translation>取舍规则（half_up 四舍五入，half_even 四舍六入五成双）</translation>
        </message>
    </context>
    <context>
        <name>ReviewSession</name>
        <message>
            <location filename="../onemap_plugin/gui/file_steps.py" />
            <location filename="../onemap_plugin/gui/session.py" />
            <source>A step is running. Wait for it or cancel it first.</source>
            <translation>有步骤正在运行，请等待或先取消。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/file_steps.py" />
            <source>Written and read back: {names}</source>
            <translation>已写出并回读核对：{names}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/file_steps.py" />
            <source>Write coordinate TXT</source>
            <translation>写出坐标 TXT</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/file_steps.py" />
            <source>Compare parcel files</source>
            <translation>比对地块文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/file_steps.py" />
            <source>Map sheets of parcels</source>
            <translation>地块图幅号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/intake.py" />
            <source>Look at the point lists</source>
            <translation>查看坐标点表</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/intake.py" />
            <source>Choose a vector layer first.</source>
            <translation>请先选择矢量图层。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/intake.py" />
            <source>No features are selected in this layer.</source>
            <translation>此图层没有选中的要素。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/session.py" />
            <source>Read the review file</source>
            <translation>读取审查文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/session.py" />
            <source>Open the parcel file again to read it so.</source>
            <translation>请重新打开地块文件，按此方式读取。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/session.py" />
            <source>The folder of the input cannot be written to; the review file is {path}.</source>
            <translation>输入文件所在文件夹不可写；审查文件为 {path}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/session.py" />
            <source>Read the parcels</source>
            <translation>读取地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/session.py" />
            <source>{name} was updated; states and notes were kept.</source>
            <translation>{name} 已更新；状态和备注均已保留。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/session.py" />
            <source>Check the parcels</source>
            <translation>检查地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/session.py" />
            <source>Review against the one map</source>
            <translation>与一张图联审</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/session.py" />
            <source>Make the package</source>
            <translation>制作成果包</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/session.py" />
            <source>Verify the package</source>
            <translation>核验成果包</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/session.py" />
            <source>Keep the state</source>
            <translation>保存状态</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/session.py" />
            <source>Keep the note</source>
            <translation>保存备注</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/session.py" />
            <source>Cancelled; the step that was running wrote nothing.</source>
            <translation>已取消；当时运行的步骤未写入任何内容。</translation>
        </message>
    </context>
    <context>
        <name>RoleDelegate</name>
        <message>
            <location filename="../onemap_plugin/gui/models/catalogue_table.py" />
            <source>not used</source>
            <translation>不用</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/models/catalogue_table.py" />
            <source>{role} (score {score})</source>
            <translation>{role}（匹配度 {score}）</translation>
        </message>
    </context>
    <context>
        <name>ServiceDialog</name>
        <message>
            <location filename="../onemap_plugin/gui/imagery/service_dialog.py" />
            <source>Own imagery service</source>
            <translation>自有影像服务</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/service_dialog.py" />
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/service_dialog.py" />
            <source>XYZ tiles (web mercator)</source>
            <translation>XYZ 瓦片（Web 墨卡托）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/service_dialog.py" />
            <source>WMTS tile template</source>
            <translation>WMTS 瓦片模板</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/service_dialog.py" />
            <source>WMTS capabilities</source>
            <translation>WMTS 能力文档</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/service_dialog.py" />
            <source>Kind</source>
            <translation>类型</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/service_dialog.py" />
            <source>Address</source>
            <translation>地址</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/service_dialog.py" />
            <source>Layer identifier in the capabilities document</source>
            <translation>能力文档中的图层标识</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/service_dialog.py" />
            <source>Layer</source>
            <translation>图层</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/service_dialog.py" />
            <source>Grid</source>
            <translation>格网</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/service_dialog.py" />
            <source>e.g. tk; empty when no key is needed</source>
            <translation>例如 tk；无需密钥则留空</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/service_dialog.py" />
            <source>Key parameter</source>
            <translation>密钥参数</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/service_dialog.py" />
            <source>First level</source>
            <translation>起始级别</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/service_dialog.py" />
            <source>Last level</source>
            <translation>终止级别</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/service_dialog.py" />
            <source>only if the service asks for one</source>
            <translation>仅当服务要求时填写</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/service_dialog.py" />
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/imagery/service_dialog.py" />
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
    </context>
    <context>
        <name>SheetsDialog</name>
        <message>
            <location filename="../onemap_plugin/gui/sheets_dialog.py" />
            <source>Map sheets of the parcels</source>
            <translation>地块所在图幅</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/sheets_dialog.py" />
            <source>Parcel</source>
            <translation>地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/sheets_dialog.py" />
            <source>Sheets</source>
            <translation>图幅</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/sheets_dialog.py" />
            <source>As declared</source>
            <translation>填报图幅号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/sheets_dialog.py" />
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/sheets_dialog.py" />
            <source>The table as text for a spreadsheet</source>
            <translation>将表格复制为文本，可粘贴到电子表格</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/sheets_dialog.py" />
            <source>Add sheets to the map</source>
            <translation>将图幅添加到地图</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/sheets_dialog.py" />
            <source>Scale:</source>
            <translation>比例尺：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/sheets_dialog.py" />
            <source>Sheets: {n} (GB/T 13989, intersected with the parcels themselves)</source>
            <translation>图幅：{n} 幅（GB/T 13989，与地块图形实际求交）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/sheets_dialog.py" />
            <source>Map sheets {scale}</source>
            <translation>图幅 {scale}</translation>
        </message>
    </context>
    <context>
        <name>StateDialog</name>
        <message>
            <location filename="../onemap_plugin/gui/widgets/state_dialog.py" />
            <source>Accept findings</source>
            <translation>认可问题</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/state_dialog.py" />
            <source>Findings that will be accepted: {n}. They stay visible and can be reopened.</source>
            <translation>将认可 {n} 个问题。它们仍会显示，也可重新打开。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/state_dialog.py" />
            <source>Why the finding is right as it is; shown in the report</source>
            <translation>此问题为何无须修改；写入报告</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/state_dialog.py" />
            <source>Reason:</source>
            <translation>理由：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/state_dialog.py" />
            <source>Kept in the review file only; never part of a package or report</source>
            <translation>只存于审查文件，绝不写入成果包或报告</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/state_dialog.py" />
            <source>Accepted by:</source>
            <translation>认可人：</translation>
        </message>
    </context>
    <context>
        <name>StubPlugin</name>
        <message>
            <location filename="../onemap_plugin/stub.py" />
            <source>OneMap needs the Python library shapely 2 or newer, and this QGIS does not have it. Install it for the Python of QGIS ({python}) and start QGIS again.</source>
            <translation>一张图联审需要 Python 库 shapely 2 或更高版本，此 QGIS 中没有。请为 QGIS 的 Python（{python}）安装后重启 QGIS。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/stub.py" />
            <source>OneMap could not load “{name}”. Reinstall the plugin from its zip, or install the missing library for the Python of QGIS ({python}), and start QGIS again.</source>
            <translation>一张图联审无法载入“{name}”。请用 ZIP 重新安装插件，或为 QGIS 的 Python（{python}）安装缺少的库，然后重启 QGIS。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/stub.py" />
            <source>OneMap could not start: {error}. Please reinstall the plugin.</source>
            <translation>一张图联审无法启动：{error}。请重新安装插件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/stub.py" />
            <source>OneMap</source>
            <translation>一张图联审</translation>
        </message>
    </context>
    <context>
        <name>SubmissionDock</name>
        <message>
            <location filename="../onemap_plugin/gui/submission_dock.py" />
            <source>Submission</source>
            <translation>成果</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/submission_dock.py" />
            <source>Make the package</source>
            <translation>制作成果包</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/submission_dock.py" />
            <source>Review:</source>
            <translation>审查文件：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/submission_dock.py" />
            <source>Which receiver the package is for: files, names and tables follow from it</source>
            <translation>成果包报给哪个接收单位：文件、名称和表格随之而定</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/submission_dock.py" />
            <source>Profile:</source>
            <translation>方案：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/submission_dock.py" />
            <source>The package is written here as a folder and a zip; nothing is overwritten</source>
            <translation>成果包以文件夹和 ZIP 写到此处；不覆盖任何文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/submission_dock.py" />
            <source>Folder:</source>
            <translation>文件夹：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/submission_dock.py" />
            <source>Before the export</source>
            <translation>导出之前</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/submission_dock.py" />
            <source>What should be settled before the export</source>
            <translation>导出之前应先处理的事项</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/submission_dock.py" />
            <source>Export package</source>
            <translation>导出成果包</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/submission_dock.py" />
            <source>Write the package, read it back, and only then give it its name</source>
            <translation>写出成果包，回读核对，之后才正式命名</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/submission_dock.py" />
            <source>Open folder</source>
            <translation>打开文件夹</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/submission_dock.py" />
            <source>Show the finished package in the file manager</source>
            <translation>在文件管理器中显示成果包</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/submission_dock.py" />
            <source>Verify a package</source>
            <translation>核验成果包</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/submission_dock.py" />
            <source>Drop a package (zip or folder)</source>
            <translation>将成果包（ZIP 或文件夹）拖到此处</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/submission_dock.py" />
            <source>Any package can be verified, also one made elsewhere. Click to choose a zip.</source>
            <translation>任何成果包都可核验，包括他处制作的。点击选择 ZIP。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/submission_dock.py" />
            <source>Verify</source>
            <translation>核验</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/submission_dock.py" />
            <source>Verify the package that was made last, or choose one</source>
            <translation>核验刚制作的成果包，或另选一个</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/submission_dock.py" />
            <source>Finding</source>
            <translation>问题</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/submission_dock.py" />
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/submission_dock.py" />
            <source>Parcel</source>
            <translation>地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/submission_dock.py" />
            <source>Rule</source>
            <translation>规则</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/submission_dock.py" />
            <source>What does not match</source>
            <translation>不符之处</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/submission_dock.py" />
            <source>Copy findings</source>
            <translation>复制问题</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/submission_dock.py" />
            <source>No review open</source>
            <translation>未打开审查文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/submission_dock.py" />
            <source>{files} files for {parcels} parcels: {name}</source>
            <translation>{files} 个文件，{parcels} 个地块：{name}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/submission_dock.py" />
            <source>The package was written and read back.</source>
            <translation>成果包已写出并回读核对。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/submission_dock.py" />
            <source>Package to verify</source>
            <translation>要核验的成果包</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/submission_dock.py" />
            <source>Package (*.zip)</source>
            <translation>成果包 (*.zip)</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/submission_dock.py" />
            <source>everything in the package matches</source>
            <translation>成果包内容全部相符</translation>
        </message>
    </context>
    <context>
        <name>TakeEdits</name>
        <message>
            <location filename="../onemap_plugin/processing/take_edits.py" />
            <source>Take edits of the parcels into the review</source>
            <translation>把地块的编辑收入审查文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/take_edits.py" />
            <source>Makes boundary points of outlines that were edited in the layer parcels, as one change that can be undone.</source>
            <translation>把在图层“地块”里编辑过的界线写回界址点，作为一次可以撤销的变更。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/take_edits.py" />
            <source>Review file</source>
            <translation>审查文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/take_edits.py" />
            <source>Yes, change the parcels (else only a list)</source>
            <translation>是，修改地块（不勾选只列出）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/take_edits.py" />
            <source>Only a list: nothing was changed.</source>
            <translation>仅列出，未作任何修改。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/take_edits.py" />
            <source>Edited parcels: {parcels}</source>
            <translation>编辑过的地块：{parcels}</translation>
        </message>
    </context>
    <context>
        <name>TxtOptions</name>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Dialect of the receiving program; your county's own tables are listed too</source>
            <translation>接收软件的格式；本县自有的格式表也在其中</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>As it was read, changed parcels anew</source>
            <translation>按读入原样，只重写改动过的地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Profile:</source>
            <translation>格式：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>UTF-8 with mark</source>
            <translation>UTF-8 带 BOM</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>A character that the encoding lacks is named, not replaced</source>
            <translation>编码中没有的字符会指出，不会替换</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Encoding:</source>
            <translation>编码：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Decimals (m):</source>
            <translation>小数位数（米）：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Of coordinates; rounding is told below the preview</source>
            <translation>坐标的小数位数；取位情况在预览下方说明</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Zone number:</source>
            <translation>带号：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>As it is</source>
            <translation>保持原样</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Before the easting</source>
            <translation>加在横坐标前</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Without</source>
            <translation>不加</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Within a zone this is an exact shift</source>
            <translation>同一投影带内是精确平移</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Area:</source>
            <translation>面积：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Declared</source>
            <translation>填报面积</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Computed from the written coordinates</source>
            <translation>按写出坐标计算</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Declared areas are written as they were read</source>
            <translation>填报面积按读入原文写出</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Map sheet:</source>
            <translation>图幅号：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>As in the file</source>
            <translation>与文件一致</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Computed, 1:10,000</source>
            <translation>按 1:1万计算</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Sheets that the written polygon itself lies on; several are joined</source>
            <translation>写出的多边形实际落入的图幅；有多个时连接</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Parts of a parcel:</source>
            <translation>地块的多个部件：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Together</source>
            <translation>合在一起</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>A line for each (-1, -2 …)</source>
            <translation>各写一行（-1、-2 等）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Not all receivers read several parts under one parcel line</source>
            <translation>并非所有接收单位都能读取一个地块行下的多个部件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Numbering starts:</source>
            <translation>编号起点：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Keep labels</source>
            <translation>保留点号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>North-west corner</source>
            <translation>西北角</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>North-most point</source>
            <translation>最北点</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Clockwise from there; points stay where they are</source>
            <translation>从该点起顺时针；点位不变</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Label prefix:</source>
            <translation>点号前缀：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Before numbers that are given anew</source>
            <translation>重新编号时加在点号前</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Begin anew in each ring</source>
            <translation>每圈重新编号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Labels of holes and parts begin with 1 again; else they run on</source>
            <translation>孔洞和部件的点号从 1 重新开始；否则续编</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Closing line:</source>
            <translation>闭合行：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>As the profile has it</source>
            <translation>按格式规定</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>First label again</source>
            <translation>重复首点点号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Next label</source>
            <translation>续编点号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>No closing line</source>
            <translation>不写闭合行</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Label of the line that repeats the first point</source>
            <translation>重复首点的那一行所用点号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Header key</source>
            <translation>文件头属性</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Value</source>
            <translation>值</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Empty: as read, else as the coordinate system and the profile say</source>
            <translation>留空：按读入原文，否则按坐标系和格式</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Files:</source>
            <translation>文件：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>One file</source>
            <translation>合为一个文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>One for each parcel</source>
            <translation>每个地块一个</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>One for each source</source>
            <translation>每个来源一个</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Several files go into the folder</source>
            <translation>多个文件写入文件夹</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Folder:</source>
            <translation>文件夹：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Where the files go</source>
            <translation>文件写到哪里</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>File name:</source>
            <translation>文件名：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Name of the one file</source>
            <translation>合并文件的名称</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Overwrite existing files</source>
            <translation>覆盖已有文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/txt_options.py" />
            <source>Else writing stops before it begins</source>
            <translation>否则遇到已有文件即不写</translation>
        </message>
    </context>
    <context>
        <name>UncheckedPanel</name>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>What</source>
            <translation>事项</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>Why</source>
            <translation>原因</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>Not checked</source>
            <translation>未检查</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/result_tables.py" />
            <source>Everything was checked.</source>
            <translation>全部已检查。</translation>
        </message>
    </context>
    <context>
        <name>VerifyPackage</name>
        <message>
            <location filename="../onemap_plugin/processing/verify_package.py" />
            <source>Verify submission package</source>
            <translation>核验成果包</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/verify_package.py" />
            <source>Finds changed files, areas that differ and missing elements in a package.</source>
            <translation>查找成果包中被改动的文件、不一致的面积和缺少的要件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/verify_package.py" />
            <source>Package (folder or ZIP)</source>
            <translation>成果包（文件夹或 ZIP）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/verify_package.py" />
            <source>Package profile (empty: the one it was written by)</source>
            <translation>成果包方案（留空：制作时所用方案）</translation>
        </message>
    </context>
    <context>
        <name>WriteCoordinateTxt</name>
        <message>
            <location filename="../onemap_plugin/processing/write_coordinate_txt.py" />
            <source>Write coordinate TXT</source>
            <translation>写出坐标 TXT</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/write_coordinate_txt.py" />
            <source>Writes parcels as TXT and reads them back before saying so.</source>
            <translation>将地块写为 TXT，回读核对后才报告成功。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/write_coordinate_txt.py" />
            <source>Review file or parcel file</source>
            <translation>审查文件或地块文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/write_coordinate_txt.py" />
            <source>TXT profile</source>
            <translation>TXT 格式</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/write_coordinate_txt.py" />
            <source>Decimals of coordinates (m)</source>
            <translation>坐标小数位数（米）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/write_coordinate_txt.py" />
            <source>Begin the numbers anew in each ring</source>
            <translation>每圈重新编号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/write_coordinate_txt.py" />
            <source>Write computed areas, not the declared ones</source>
            <translation>写计算面积，不写填报面积</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/write_coordinate_txt.py" />
            <source>Write computed map sheet numbers (1:10,000)</source>
            <translation>写入计算的图幅号（1:1万）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/write_coordinate_txt.py" />
            <source>Overwrite existing files</source>
            <translation>覆盖已有文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/write_coordinate_txt.py" />
            <source>Before the numbers given anew</source>
            <translation>重新编号时点号的前缀</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/write_coordinate_txt.py" />
            <source>Header values (key=value;key=value or JSON)</source>
            <translation>文件头的值（key=value;key=value 或 JSON）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/write_coordinate_txt.py" />
            <source>File (one for all) or folder (several files)</source>
            <translation>文件（合为一个）或文件夹（多个文件）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/write_coordinate_txt.py" />
            <source>Files: all in one, one per parcel, one per source</source>
            <translation>文件：合为一个、每地块一个、每来源一个</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/write_coordinate_txt.py" />
            <source>Encoding</source>
            <translation>编码</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/write_coordinate_txt.py" />
            <source>Zone number before the easting</source>
            <translation>横坐标前加带号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/write_coordinate_txt.py" />
            <source>Numbering starts</source>
            <translation>编号起点</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/write_coordinate_txt.py" />
            <source>Label of the closing line</source>
            <translation>闭合行的点号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/processing/write_coordinate_txt.py" />
            <source>Parts of a parcel</source>
            <translation>地块的多个部件</translation>
        </message>
    </context>
    <context>
        <name>WriteTxtDialog</name>
        <message>
            <location filename="../onemap_plugin/gui/write_txt_dialog.py" />
            <source>Write coordinate TXT</source>
            <translation>写出坐标 TXT</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/write_txt_dialog.py" />
            <source>The files that will be written</source>
            <translation>将要写出的文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/write_txt_dialog.py" />
            <source>Preview:</source>
            <translation>预览：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/write_txt_dialog.py" />
            <source>Write</source>
            <translation>写出</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/write_txt_dialog.py" />
            <source>Preview of the coordinate TXT</source>
            <translation>坐标 TXT 预览</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/write_txt_dialog.py" />
            <source>Read back and compared: no difference, no findings.</source>
            <translation>已回读比对：没有差异，没有问题。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/write_txt_dialog.py" />
            <source>… and {n} more lines</source>
            <translation>… 另有 {n} 行</translation>
        </message>
    </context>
    <context>
        <name>ZoneBox</name>
        <message>
            <location filename="../onemap_plugin/gui/widgets/zone_box.py" />
            <source>Zone {zone} ({width}°), central meridian {meridian}°</source>
            <translation>{zone} 带（{width}°），中央子午线 {meridian}°</translation>
        </message>
    </context>
    <context>
        <name>ZoneDialog</name>
        <message>
            <location filename="../onemap_plugin/gui/widgets/zone_box.py" />
            <source>Coordinate system of the parcels</source>
            <translation>地块的坐标系</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/zone_box.py" />
            <source>The files don't say their zone. They will be read again with it; no coordinate is changed.</source>
            <translation>文件未写带号。将按所选带号重新读取；不改动任何坐标。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/zone_box.py" />
            <source>CGCS2000; whether eastings carry the zone number is seen from the numbers</source>
            <translation>CGCS2000；横坐标是否含带号由数值判断</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/zone_box.py" />
            <source>Zone:</source>
            <translation>带号：</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/zone_box.py" />
            <source>Other system…</source>
            <translation>其他坐标系…</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/gui/widgets/zone_box.py" />
            <source>Degrees, or a system that is not in the list</source>
            <translation>经纬度，或不在列表中的坐标系</translation>
        </message>
    </context>
    <context>
        <name>clauses</name>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_corner.py" />
            <source>No official number is confirmed</source>
            <translation>未见官方限值</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/sources.py" />
            <source>Common practice of coordinate TXT programs</source>
            <translation>坐标 TXT 软件的通行做法</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/sources.py" />
            <source>国土调查数据库质量检查 (topology items)</source>
            <translation>国土调查数据库质量检查（拓扑检查项）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/sources.py" />
            <source>Default of public survey tools; no official number</source>
            <translation>公开测绘工具的默认值；无官方限值</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/sources.py" />
            <source>Plausibility check of this program</source>
            <translation>本软件的合理性检查</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/sources.py" />
            <source>GB/T 17278-2009, Gauss-Krüger zones</source>
            <translation>GB/T 17278-2009，高斯-克吕格分带</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/sources.py" />
            <source>勘测定界 coordinates in 0.001 m</source>
            <translation>勘测定界坐标取至 0.001 m</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/sources.py" />
            <source>TD/T 1055-2019, smallest patch (最小上图图斑)</source>
            <translation>TD/T 1055-2019，最小上图图斑</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/sources.py" />
            <source>自然资办发〔2022〕411号; 自然资发〔2023〕53号 (1 % as reviewed)</source>
            <translation>自然资办发〔2022〕411号；自然资发〔2023〕53号（审查按 1%）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>Package check list: one coordinate system, same labels, areas, totals and elements in every file</source>
            <translation>成果包核对要点：各文件坐标系、点号、面积、合计和要件一致</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>Coordinates of the results are kept to 0.001 m</source>
            <translation>成果坐标取至 0.001 m</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>TD/T 1008-2007, chapter 9; totals are sums of rounded cells</source>
            <translation>TD/T 1008-2007 第 9 章；合计为取位后各项之和</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>Survey map: 1:2000 or larger, large projects up to 1:10000</source>
            <translation>勘测定界图比例尺不小于 1:2000，大型项目可至 1:10000</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/files.py" />
            <source>GDAL/OGR vector drivers</source>
            <translation>GDAL/OGR 矢量驱动</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/files.py" />
            <source>coordinate TXT, sections 7 and 8 (exchange formats in use)</source>
            <translation>坐标 TXT 及其他通行交换格式</translation>
        </message>
    </context>
    <context>
        <name>errors</name>
        <message>
            <location filename="../onemap_plugin/core/approvals/project.py" />
            <source>The project attribute '{key}' is not known; expected one of {names}.</source>
            <translation>项目属性“{key}”无法识别；应为下列之一：{names}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/project.py" />
            <source>Nearest name: {near}.</source>
            <translation>最接近的名称：{near}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/reading.py" />
            <source>{item}: key '{key}': expected {expected}, found {found}.</source>
            <translation>{item}：键“{key}”：应为 {expected}，实为 {found}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/reading.py" />
            <source>This line is not valid YAML.</source>
            <translation>此行不是有效的 YAML。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/reading.py" />
            <source>This is not valid YAML: {problem}.</source>
            <translation>YAML 语法有误：{problem}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/reading.py" />
            <source>The key '{key}' stands twice in one mapping; only the last would count.</source>
            <translation>键“{key}”在同一处出现两次，只有最后一个会生效。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/reading.py" />
            <source>Correct the file; its format is described in docs/rules.md.</source>
            <translation>请更正文件；格式说明见 docs/rules.md。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/reading.py" />
            <source>Correct the indent: lines of one list or mapping begin in the same column.</source>
            <translation>请修正缩进：同一列表或键值对的各行应从同一列开始。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/reading.py" />
            <source>Correct the indent of this line, or put a value that holds a colon in quotes.</source>
            <translation>请修正此行的缩进；值中含有冒号的，请加引号。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/reading.py" />
            <source>A bracket or brace is not closed, or a comma is missing, on this line or before it.</source>
            <translation>此行或之前的括号没有闭合，或缺少逗号。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/reading.py" />
            <source>A tab stands where blanks belong: indent with blanks only.</source>
            <translation>缩进处有制表符，请只用空格缩进。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/reading.py" />
            <source>A quotation mark is not closed.</source>
            <translation>引号没有闭合。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/reading.py" />
            <source>A colon is missing after the key, or a blank after the colon.</source>
            <translation>键后缺少冒号，或冒号后缺少空格。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/reading.py" />
            <source>Put a value that begins with a sign in quotes.</source>
            <translation>以符号开头的值请加引号。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/reading.py" />
            <source>The file is not UTF-8 text.</source>
            <translation>文件不是 UTF-8 文本。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/reading.py" />
            <source>Save it as UTF-8.</source>
            <translation>请存为 UTF-8。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/reading.py" />
            <source>The file cannot be read: {reason}.</source>
            <translation>文件无法读取：{reason}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/reading.py" />
            <source>Check that it exists and that you may read it.</source>
            <translation>请确认文件存在且有读取权限。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/profile.py" />
            <source>There is no check profile “{name}”.</source>
            <translation>没有检查方案“{name}”。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/profile.py" />
            <source>Choose one of: {known}; or give the path of a yaml file.</source>
            <translation>请选择：{known}；或给出 YAML 文件的路径。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/profile.py" />
            <source>The check profile cannot be read: {reason}</source>
            <translation>检查方案无法读取：{reason}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/profile.py" />
            <source>Compare it with resources/check_profiles/national.yaml.</source>
            <translation>请对照 resources/check_profiles/national.yaml。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/coordinates/sheets.py" />
            <source>There are no map sheets at the scale 1:{scale}.</source>
            <translation>没有 1:{scale} 比例尺的图幅。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/coordinates/sheets.py" />
            <source>Use one of: {scales}.</source>
            <translation>请用下列之一：{scales}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/coordinates/zones.py" />
            <source>The zone of the coordinates is not known, so they cannot be turned into degrees.</source>
            <translation>坐标的带号不明，无法换算为经纬度。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/coordinates/zones.py" />
            <source>Say which coordinate system and zone the coordinates are in.</source>
            <translation>请指明坐标系和带号。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/coordinates/zones.py" />
            <source>The coordinate system is not known (datum “{datum}”).</source>
            <translation>坐标系不明（大地基准“{datum}”）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/point_list.py" />
            <source>No columns with coordinates were found.</source>
            <translation>未找到坐标列。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/point_list.py" />
            <source>No columns with coordinates were found: “{text}” is no plain number (digits and a dot, without separators of thousands, exponent, unit or name).</source>
            <translation>未找到坐标列：“{text}”不是普通数字（只含数字和小数点，不带千分位分隔符、指数、单位或名称）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/point_list.py" />
            <source>Expected two columns with north and east in metres, or longitude and latitude. Say which columns they are.</source>
            <translation>应有北、东两列（米），或经度、纬度两列。请指定是哪两列。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/prepare.py" />
            <source>The parcels have no coordinate system, so the TXT cannot be written.</source>
            <translation>地块没有坐标系，无法写出 TXT。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/prepare.py" />
            <location filename="../onemap_plugin/core/exchange/writer.py" />
            <source>Give the coordinate system (zone) of the parcels first.</source>
            <translation>请先指定地块的坐标系（带号）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/prepare.py" />
            <source>The profile {profile} needs coordinates in metres, the parcels are in degrees.</source>
            <translation>格式 {profile} 要求坐标为米，而地块为度。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/prepare.py" />
            <source>Transform the parcels to a Gauss-Krüger zone first, or choose a profile in degrees.</source>
            <translation>请先将地块投影到高斯-克吕格投影带，或改用以度为单位的格式。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/profiles.py" />
            <source>The TXT profile table cannot be used: {reason}.</source>
            <translation>TXT 格式表不可用：{reason}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/profiles.py" />
            <source>Correct the table, or take it out of the profile folder.</source>
            <translation>请更正该表，或从格式文件夹中移除。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/profiles.py" />
            <source>There is no TXT profile “{id}”.</source>
            <translation>没有 TXT 格式“{id}”。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/profiles.py" />
            <source>Profiles that exist: {known}.</source>
            <translation>已有格式：{known}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/text.py" />
            <source>The file is empty.</source>
            <translation>文件为空。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/text.py" />
            <source>Expected a coordinate file; export it again or choose another file.</source>
            <translation>应为坐标文件；请重新导出或另选文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/text.py" />
            <source>The file is no text file (byte {offset} is {byte}).</source>
            <translation>文件不是文本文件（第 {offset} 字节为 {byte}）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/text.py" />
            <source>The file is no coordinate text: one line has {megabytes} MB.</source>
            <translation>该文件不是坐标文本：有一行长达 {megabytes} MB。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/text.py" />
            <source>Expected a coordinate TXT in GBK, UTF-8 or UTF-16. Choose another file.</source>
            <translation>应为 GBK、UTF-8 或 UTF-16 编码的坐标 TXT。请另选文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/writer.py" />
            <source>There are no parcels to write.</source>
            <translation>没有可写的地块。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/writer.py" />
            <source>Read a parcel file first.</source>
            <translation>请先读取地块文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/writer.py" />
            <source>The zone of the parcels is not known, so the header of the TXT cannot be written.</source>
            <translation>地块的带号不明，无法写 TXT 文件头。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/writer.py" />
            <source>The profile {profile} has no header, so header values cannot be written.</source>
            <translation>格式 {profile} 没有文件头，无法写文件头的值。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/writer.py" />
            <source>Leave the header values out, or choose a profile with a header.</source>
            <translation>请不写文件头的值，或选择有文件头的格式。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/writer.py" />
            <source>{encoding} has no {characters} (in “{text}”).</source>
            <translation>{encoding} 中没有字符 {characters}（见“{text}”）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/writer.py" />
            <source>Change the text, or write the file in UTF-8 if the receiver accepts that.</source>
            <translation>请修改文字；若接收单位允许，也可写为 UTF-8。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/writer.py" />
            <source>The value “{value}” of {field} holds {sign}, which would break the line.</source>
            <translation>{field} 的值“{value}”含有 {sign}，会打乱该行。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/writer.py" />
            <source>Change the value; the format has no way to write this sign.</source>
            <translation>请修改该值；此格式无法写入这个符号。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/writer.py" />
            <source>The written TXT does not read back as it should ({reason}); nothing was written.</source>
            <translation>写出的 TXT 回读不符（{reason}）；未写入任何文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/writer.py" />
            <source>Choose another profile: {profile} cannot hold these parcels.</source>
            <translation>请另选格式：{profile} 装不下这些地块。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/writer.py" />
            <source>The text of one TXT is needed to write it back as it was read; these come from: {files}.</source>
            <translation>按读入原样写回需要单个 TXT 的原文；这些地块来自：{files}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/writer.py" />
            <source>Write one file for each source; parcels of vector files, point lists and very large TXT need a profile.</source>
            <translation>请按来源文件分别写出；矢量文件、点表和过大的 TXT 的地块需选用一种方言。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/writer.py" />
            <source>The profile {profile} tells parcels by their number in every row, and parcel {parcel} has none.</source>
            <translation>格式 {profile} 每行用地块编号区分地块，地块 {parcel} 没有编号。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/writer.py" />
            <source>Give every parcel a number (地块编号), or choose another profile.</source>
            <translation>请先给每个地块填写地块编号，或换一种格式。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/writer.py" />
            <source>The encoding “{encoding}” is not known.</source>
            <translation>编码“{encoding}”无法识别。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/writer.py" />
            <source>Known encodings: {known}.</source>
            <translation>可用编码：{known}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/xls.py" />
            <source>The workbook is damaged ({reason}).</source>
            <translation>工作簿已损坏（{reason}）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/xls.py" />
            <source>Open it in the program that made it and save it again, best as .xlsx.</source>
            <translation>请用生成它的软件打开并重新保存，最好存为 .xlsx。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/xls.py" />
            <source>The workbook is protected by a password.</source>
            <translation>工作簿设有密码。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/xls.py" />
            <source>Save it without a password and read it again.</source>
            <translation>请去掉密码另存后再读取。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/catalogue.py" />
            <source>The service list cannot be read: {reason}.</source>
            <translation>服务列表无法读取：{reason}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/catalogue.py" />
            <source>It must be a YAML file in UTF-8 with the key 'groups'.</source>
            <translation>应为 UTF-8 编码的 YAML 文件，含有键“groups”。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/catalogue.py" />
            <source>The service list has no 'groups'.</source>
            <translation>服务列表中没有“groups”。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/catalogue.py" />
            <source>Take resources/imagery/services.yaml as a model.</source>
            <translation>请参照 resources/imagery/services.yaml。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/catalogue.py" />
            <source>'{name}' has no usable address.</source>
            <translation>“{name}”没有可用的地址。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/catalogue.py" />
            <source>It must begin with https:// or http:// and name a host.</source>
            <translation>地址须以 https:// 或 http:// 开头并含主机名。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/catalogue.py" />
            <source>The address of '{name}' lacks {missing}.</source>
            <translation>“{name}”的地址缺少 {missing}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/catalogue.py" />
            <source>These stand for the tile's level, row and column.</source>
            <translation>它们代表瓦片的级别、行号和列号。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/catalogue.py" />
            <source>The address of '{name}' holds a key.</source>
            <translation>“{name}”的地址中含有密钥。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/catalogue.py" />
            <source>Take it out and store it with the button 'Key', encrypted.</source>
            <translation>请将其去掉，用“密钥”按钮加密保存。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/catalogue.py" />
            <source>'{name}' serves shifted maps ({datum}), several hundred metres off.</source>
            <translation>“{name}”提供的是偏移坐标地图（{datum}），偏差达数百米。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/catalogue.py" />
            <source>They cannot serve as evidence; choose a service in CGCS2000 or WGS 84.</source>
            <translation>不能作为依据；请选用 CGCS2000 或 WGS 84 的服务。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/download.py" />
            <source>Nobody has confirmed that the service allows a local copy.</source>
            <translation>尚未确认该服务允许本地保存。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/download.py" />
            <source>Read its terms and confirm them; the answer is kept in the file.</source>
            <translation>请阅读其条款并确认；答复写入文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/download.py" />
            <location filename="../onemap_plugin/qgis_bridge/steps_files.py" />
            <source>The file is there already.</source>
            <translation>文件已存在。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/download.py" />
            <source>Choose another name; an existing file is never overwritten.</source>
            <translation>请另取名称；绝不覆盖已有文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/download.py" />
            <source>The offline file cannot be written: {reason}.</source>
            <translation>离线文件无法写入：{reason}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/download.py" />
            <source>Free some space or choose another folder.</source>
            <translation>请腾出空间或另选文件夹。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/download.py" />
            <source>The service refuses the tiles: {cause} {server}</source>
            <translation>服务拒绝提供瓦片：{cause} {server}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/plan.py" />
            <source>'{name}' has no tile address of its own.</source>
            <translation>“{name}”没有自己的瓦片地址。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/plan.py" />
            <source>Only services with a tile template can be taken along.</source>
            <translation>只有带瓦片模板的服务才能离线保存。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/plan.py" />
            <source>The area or the range of levels is empty.</source>
            <translation>范围为空，或级别区间为空。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/plan.py" />
            <source>Choose an area and a first level that is not above the last.</source>
            <translation>请选择范围，且起始级别不大于终止级别。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/plan.py" />
            <source>'{name}' has no level between {first} and {last}.</source>
            <translation>“{name}”没有 {first} 至 {last} 的级别。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/plan.py" />
            <source>Its levels stand in the list of services.</source>
            <translation>可用级别见服务列表。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/plan.py" />
            <source>{count} tiles are more than the limit of {limit}.</source>
            <translation>{count} 张瓦片超过上限 {limit}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/plan.py" />
            <source>Choose a smaller area or a lower last level, or raise the limit.</source>
            <translation>请缩小范围、降低终止级别，或提高上限。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/archive.py" />
            <source>The zip file is damaged: {why}.</source>
            <translation>ZIP 文件已损坏：{why}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/archive.py" />
            <source>Ask for the package again, or check the unpacked folder.</source>
            <translation>请索取新的成果包，或核验解压后的文件夹。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/archive.py" />
            <source>The zip file is refused because of its entry “{entry}”.</source>
            <translation>ZIP 文件因条目“{entry}”被拒绝。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/archive.py" />
            <source>It is encrypted, far too large, doubled or would be written outside the folder.</source>
            <translation>该条目已加密、过大、重复，或会写到文件夹之外。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/data.py" />
            <source>The template {name} cannot be read: {why}.</source>
            <translation>模板 {name} 无法读取：{why}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/data.py" />
            <source>Install the plugin again.</source>
            <translation>请重新安装插件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/data.py" />
            <source>The path “{path}” takes {length} characters; Windows opens {limit} with the folder that it lies in.</source>
            <translation>路径“{path}”有 {length} 个字符；Windows 连同所在文件夹只能打开 {limit} 个字符。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/data.py" />
            <location filename="../onemap_plugin/core/package/naming.py" />
            <source>Give the project a shorter name; nothing is cut off.</source>
            <translation>请缩短项目名称；绝不截断。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/naming.py" />
            <source>The name template {template} uses the unknown variable {name}.</source>
            <translation>命名模板 {template} 用了无法识别的变量 {name}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/naming.py" />
            <location filename="../onemap_plugin/core/package/profile.py" />
            <source>Known are {known}.</source>
            <translation>可用变量：{known}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/naming.py" />
            <source>The name template {template} gives the unusable name “{part}”.</source>
            <translation>命名模板 {template} 得出的名称“{part}”不可用。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/naming.py" />
            <source>Fill in project code and name, or change the package profile.</source>
            <translation>请填写项目编号和名称，或修改成果包方案。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/naming.py" />
            <source>The name “{part}” is longer than {limit} bytes.</source>
            <translation>名称“{part}”超过 {limit} 字节。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/profile.py" />
            <source>There is no package profile “{id}”.</source>
            <translation>没有成果包方案“{id}”。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/profile.py" />
            <source>The file cannot be read as YAML: {why}.</source>
            <translation>文件无法按 YAML 读取：{why}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/profile.py" />
            <source>Correct the file or take it out of the folder.</source>
            <translation>请更正文件，或从文件夹中移除。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/profile.py" />
            <source>The field “{name}” is wrong: expected {expected}.</source>
            <translation>字段“{name}”有误：应为 {expected}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/published.py" />
            <source>There is no parcel with a usable boundary to make a package of.</source>
            <translation>没有界线可用的地块，无法制作成果包。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/published.py" />
            <source>Import a parcel file first.</source>
            <translation>请先导入地块文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/published.py" />
            <source>The parcels have no coordinate system.</source>
            <translation>地块没有坐标系。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/published.py" />
            <source>Import the file again and state zone and datum.</source>
            <translation>请重新导入文件，并指明带号和大地基准。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/published.py" />
            <source>The parcels are in degrees; the package needs a Gauss-Krüger plane.</source>
            <translation>地块坐标为度；成果包要求高斯-克吕格平面坐标。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/published.py" />
            <source>Reproject the layer of the parcels with QGIS to EPSG:{epsg} (zone {zone}) or the system that the office asks for, then import and review what comes out.</source>
            <translation>请用 QGIS 把地块图层重投影到 EPSG:{epsg}（第 {zone} 带）或受理单位要求的坐标系，再导入并联审所得的图层。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/workbook.py" />
            <source>“{text}” holds a control character that a table cannot hold.</source>
            <translation>“{text}”含有表格无法容纳的控制字符。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/workbook.py" />
            <source>Correct the name in the parcel data; nothing is replaced.</source>
            <translation>请更正地块数据中的名称；插件不作替换。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/repair/edited.py" />
            <source>The edited outline of parcel {parcel} is no polygon with boundary points.</source>
            <translation>地块 {parcel} 编辑后的界线不是具有界址点的面。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/repair/edited.py" />
            <source>Every ring needs at least three different points.</source>
            <translation>每个圈至少要有三个不同的点。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/boundary.py" />
            <source>Choose a layer with the area ({role}), or a one map that has one; of several layers: file|layername=…</source>
            <translation>请选择含行政区（{role}）的图层或一张图；有多个图层时写：文件|layername=…</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/boundary.py" />
            <location filename="../onemap_plugin/qgis_bridge/reading_inputs.py" />
            <source>There is no such file or folder.</source>
            <translation>没有此文件或文件夹。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/boundary.py" />
            <source>No administrative boundary can be used ({reason}).</source>
            <translation>没有可用的行政界线（{reason}）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/boundary.py" />
            <source>The boundary layer holds no areas.</source>
            <translation>界线图层中没有面。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/boundary.py" />
            <source>no layer with areas</source>
            <translation>没有面图层</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/clipboard.py" />
            <source>Line {number} of the copied text is no geometry: {text}</source>
            <translation>所复制文字的第 {number} 行不是图形：{text}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/clipboard.py" />
            <source>Copy polygons from a QGIS layer, WKT, GeoJSON, or lines of coordinates.</source>
            <translation>请从 QGIS 图层复制面，或复制 WKT、GeoJSON、坐标行。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/findings_layer.py" />
            <location filename="../onemap_plugin/qgis_bridge/package_vectors.py" />
            <source>The vector file cannot be written or read: {why}.</source>
            <translation>矢量文件无法写入或读取：{why}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/findings_layer.py" />
            <location filename="../onemap_plugin/qgis_bridge/package_vectors.py" />
            <source>Check free space and rights of the folder.</source>
            <translation>请检查可用空间和文件夹权限。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/imagery_keys.py" />
            <source>The key was not stored: QGIS's authentication manager is off or locked.</source>
            <translation>密钥未保存：QGIS 认证管理器已停用或锁定。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/imagery_keys.py" />
            <source>Open Settings &gt; Options &gt; Authentication, set the master password, try again.</source>
            <translation>打开“设置 &gt; 选项 &gt; 认证”，设置主密码后重试。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/imagery_layers.py" />
            <source>The service's description cannot be written: {reason}.</source>
            <translation>服务说明文件无法写入：{reason}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/imagery_layers.py" />
            <source>Save the project in a folder where you may write.</source>
            <translation>请将工程保存到可写的文件夹。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/imagery_layers.py" />
            <source>QGIS cannot open the service '{name}'. {reason}</source>
            <translation>QGIS 无法打开服务“{name}”。{reason}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/imagery_layers.py" />
            <source>Press 'Test' to learn what the server says.</source>
            <translation>请点“测试”查看服务器的返回。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/imagery_user.py" />
            <source>The service has no name.</source>
            <translation>服务没有名称。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/imagery_user.py" />
            <source>Give it the name that the list shall show.</source>
            <translation>请填写在列表中显示的名称。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/imagery_user.py" />
            <source>The first level is above the last one.</source>
            <translation>起始级别大于终止级别。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/imagery_user.py" />
            <source>Usual are 1 and 18.</source>
            <translation>通常为 1 和 18。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/imagery_user.py" />
            <source>The service list cannot be written: {reason}.</source>
            <translation>服务列表无法写入：{reason}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/imagery_user.py" />
            <source>Check that the profile may be written, or repair the file.</source>
            <translation>请确认用户配置可写，或修复该文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_catalogue.py" />
            <source>The catalogue is no valid YAML: {reason}</source>
            <translation>目录文件不是有效的 YAML：{reason}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_catalogue.py" />
            <source>The catalogue names no layers.</source>
            <translation>目录文件中没有图层。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_catalogue.py" />
            <source>Write one line per role, for example “DLTB: {{path: survey.gpkg, layer: DLTB, edition: 2024}}”.</source>
            <translation>每个图层角色写一行，例如“DLTB: {{path: survey.gpkg, layer: DLTB, edition: 2024}}”。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_catalogue.py" />
            <source>The catalogue names a role that does not exist: {role}</source>
            <translation>目录文件中的图层角色不存在：{role}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_catalogue.py" />
            <source>Roles are: {known}</source>
            <translation>可用角色：{known}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_catalogue.py" />
            <source>The entry of {role} has no path.</source>
            <translation>{role} 条目没有路径。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_catalogue.py" />
            <source>The entry of {role} names a coordinate system that is not known: {crs}</source>
            <translation>{role} 条目的坐标系无法识别：{crs}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_catalogue.py" />
            <source>Write an EPSG code of a Gauss-Krüger zone or of degrees, for example EPSG:4549.</source>
            <translation>请写高斯-克吕格投影带或经纬度的 EPSG 代码，例如 EPSG:4549。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_catalogue.py" />
            <source>The entry of {role} holds a user name or password.</source>
            <translation>{role} 条目含有用户名或密码。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_catalogue.py" />
            <source>Take it out: a catalogue is shared. Use an authentication configuration of QGIS (authcfg=…).</source>
            <translation>请将其去掉：目录文件会共享。请用 QGIS 认证配置（authcfg=…）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_catalogue.py" />
            <source>The layer lies on another drive than the catalogue, so it has no path to share.</source>
            <translation>图层与目录文件不在同一磁盘，没有可共享的路径。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_catalogue.py" />
            <source>Save the catalogue on the same drive as the data.</source>
            <translation>请将目录文件保存到数据所在磁盘。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_postgis.py" />
            <source>The database {database} has no PostGIS.</source>
            <translation>数据库 {database} 没有安装 PostGIS。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_postgis.py" />
            <source>Its keeper can add it with CREATE EXTENSION postgis.</source>
            <translation>数据库管理员可用 CREATE EXTENSION postgis 安装。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_postgis.py" />
            <source>The database has no schema “{schema}” with layers that may be read.</source>
            <translation>数据库中没有模式“{schema}”，或其中没有可读的图层。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_postgis.py" />
            <source>Schemas with layers: {known}</source>
            <translation>含图层的模式：{known}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_postgis_link.py" />
            <source>“{text}” is no place of a PostGIS database.</source>
            <translation>“{text}”不是 PostGIS 数据库的位置。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_postgis_link.py" />
            <source>Write it as postgis:service=… schema=… or postgis:host=… port=… dbname=… schema=… authcfg=…</source>
            <translation>请写成 postgis:service=… schema=… 或 postgis:host=… port=… dbname=… schema=… authcfg=…</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_postgis_link.py" />
            <source>A password must not stand in the place of a database.</source>
            <translation>数据库位置中不得出现密码。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_postgis_link.py" />
            <source>Keep it in the authentication manager of QGIS (authcfg=…) or in PostgreSQL's service or password file.</source>
            <translation>请将密码存于 QGIS 认证管理器（authcfg=…），或 PostgreSQL 的服务文件、密码文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_postgis_link.py" />
            <source>QGIS has no authentication configuration “{authcfg}”, or it cannot be unlocked.</source>
            <translation>QGIS 没有认证配置“{authcfg}”，或无法解锁。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_postgis_link.py" />
            <source>Create it in the options of QGIS under Authentication, then name its id.</source>
            <translation>请在 QGIS 选项的“认证”中创建，再填写其标识。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_postgis_link.py" />
            <source>The database server refuses the login.</source>
            <translation>数据库服务器拒绝登录。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_postgis_link.py" />
            <source>Check user and password in the authentication configuration or the service file.</source>
            <translation>请检查认证配置或服务文件中的用户名和密码。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_postgis_link.py" />
            <source>The database server cannot be reached.</source>
            <translation>无法连接数据库服务器。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_postgis_link.py" />
            <source>Check host, port and network, and that the server is running.</source>
            <translation>请检查主机、端口和网络，并确认服务器正在运行。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_postgis_link.py" />
            <source>The server has no such database.</source>
            <translation>服务器上没有此数据库。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_postgis_link.py" />
            <source>The service file of PostgreSQL has no such service, or it is not there.</source>
            <translation>PostgreSQL 服务文件中没有此服务，或服务文件不存在。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_postgis_link.py" />
            <source>The database server did not answer within {seconds} s.</source>
            <translation>数据库服务器 {seconds} 秒内未应答。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_postgis_link.py" />
            <source>Try again, or give a longer time limit (timeout=… in the place of the database).</source>
            <translation>请重试，或放宽时限（在数据库位置中写 timeout=…）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_postgis_link.py" />
            <source>The connection to the database server was lost.</source>
            <translation>与数据库服务器的连接已中断。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_postgis_link.py" />
            <source>The database user may not read this.</source>
            <translation>该数据库用户无权读取。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_postgis_link.py" />
            <source>Ask the keeper of the database for the right to read the schema and its tables.</source>
            <translation>请向数据库管理员申请读取该模式及其表的权限。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_postgis_link.py" />
            <source>The database server reports a fault ({code}).</source>
            <translation>数据库服务器报告故障（{code}）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_project.py" />
            <source>The project has no such layer any more.</source>
            <translation>工程中已没有此图层。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_project.py" />
            <source>Add the layer again, then make the catalogue anew.</source>
            <translation>请重新添加图层，再重新制作目录。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_project.py" />
            <source>The project has no file yet, so paths cannot be kept relative to it.</source>
            <translation>工程尚未保存为文件，无法保存相对路径。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_project.py" />
            <source>Save the project first, or save the catalogue as a file.</source>
            <translation>请先保存工程，或将目录另存为文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_sources.py" />
            <source>Check that the file is complete, not locked, and that you may read it.</source>
            <translation>请确认文件完整、未被锁定且有读取权限。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_sources.py" />
            <source>The Python library psycopg2, which speaks with PostgreSQL, is missing.</source>
            <translation>缺少连接 PostgreSQL 所用的 Python 库 psycopg2。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_sources.py" />
            <source>It comes with QGIS; install it for the Python of QGIS.</source>
            <translation>它随 QGIS 提供；请为 QGIS 的 Python 安装。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_sources.py" />
            <source>The layer {layer} can no longer be read: {reason}</source>
            <translation>图层 {layer} 已无法读取：{reason}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_sources.py" />
            <source>Check that the file is still there and not in use, then run the review again.</source>
            <translation>请确认文件仍在且未被占用，然后重新联审。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/package_export.py" />
            <source>Free some space on the disk and export again.</source>
            <translation>请腾出磁盘空间后重新导出。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/package_export.py" />
            <source>Choose a folder that you may write to.</source>
            <translation>请选择可写的文件夹。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/package_export.py" />
            <source>The package could not be written: {why}. Nothing was left behind.</source>
            <translation>成果包未能写出：{why}。未留下任何文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/package_export.py" />
            <source>Check the output folder.</source>
            <translation>请检查输出文件夹。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/package_export.py" />
            <source>the files read back are not those written</source>
            <translation>回读的文件与写入的不一致</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/package_export.py" />
            <source>The finished package does not pass its own verification: {why}</source>
            <translation>制成的成果包未通过自身核验：{why}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/package_export.py" />
            <source>Check the disk, then report this with the review file.</source>
            <translation>请检查磁盘，然后附上审查文件反馈此问题。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/package_pdf.py" />
            <source>The map page could not be drawn.</source>
            <translation>地图页未能绘制。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/package_pdf.py" />
            <location filename="../onemap_plugin/qgis_bridge/package_report.py" />
            <source>Check the free memory.</source>
            <translation>请检查可用内存。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/package_report.py" />
            <source>The report could not be drawn.</source>
            <translation>报告未能绘制。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/package_vectors.py" />
            <source>The encoding {encoding} is not known.</source>
            <translation>编码 {encoding} 无法识别。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/package_vectors.py" />
            <source>Use UTF-8 or GBK in the package profile.</source>
            <translation>成果包方案中请用 UTF-8 或 GBK。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/package_vectors.py" />
            <source>“{text}” cannot be written in {encoding}.</source>
            <translation>“{text}”无法用 {encoding} 写出。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/package_vectors.py" />
            <source>Use UTF-8 in the package profile.</source>
            <translation>成果包方案中请用 UTF-8。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/package_vectors.py" />
            <source>The value of {field} in parcel {parcel} takes {size} bytes; a Shapefile holds {limit}.</source>
            <translation>地块 {parcel} 的 {field} 值占 {size} 字节；Shapefile 最多 {limit} 字节。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/package_vectors.py" />
            <source>Shorten it in the parcel data; nothing is cut off.</source>
            <translation>请在地块数据中缩短；绝不截断。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/package_vectors.py" />
            <source>The field names {wanted} became {got}.</source>
            <translation>字段名 {wanted} 变成了 {got}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/package_vectors.py" />
            <source>Correct the package profile.</source>
            <translation>请更正成果包方案。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/package_vectors.py" />
            <source>This is no vector file that can be opened.</source>
            <translation>这不是可以打开的矢量文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/package_vectors.py" />
            <source>The layer {name} is not in the file.</source>
            <translation>文件中没有图层 {name}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/package_vectors.py" />
            <source>The field {name} is not in the file.</source>
            <translation>文件中没有字段 {name}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/package_verify.py" />
            <source>There is no package at this place.</source>
            <translation>此处没有成果包。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/package_verify.py" />
            <source>Give the folder of a package or its zip file.</source>
            <translation>请给出成果包文件夹或其 ZIP 文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/package_verify.py" />
            <source>The file cannot be read: {why}.</source>
            <translation>文件无法读取：{why}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/package_verify.py" />
            <source>Check the rights of the file.</source>
            <translation>请检查文件权限。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/package_verify.py" />
            <source>The folder is too large for a package.</source>
            <translation>文件夹过大，不像成果包。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/package_verify.py" />
            <source>Give the folder that holds manifest.json.</source>
            <translation>请给出 manifest.json 所在的文件夹。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading.py" />
            <source>The file cannot be read ({reason}).</source>
            <translation>文件无法读取（{reason}）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading.py" />
            <source>Check that it is there, not locked, and that you may read it.</source>
            <translation>请确认文件存在、未被锁定且有读取权限。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading.py" />
            <source>This is a review file, not a parcel file.</source>
            <translation>这是审查文件，不是地块文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading.py" />
            <source>Open it as a review, or choose the file that the parcels come from.</source>
            <translation>请作为审查文件打开，或选择地块的来源文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading.py" />
            <source>No parcel was found: the file holds no features, or only points to data elsewhere.</source>
            <translation>没有找到地块：文件中没有要素，或只链接到别处的数据。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading.py" />
            <source>Export the parcels themselves from the program that made it.</source>
            <translation>请在原软件中导出地块本身。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading.py" />
            <source>No parcel was found. {reason}</source>
            <translation>未找到地块。{reason}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading.py" />
            <source>Expected: a coordinate TXT, a point list, or a vector file with faces.</source>
            <translation>应为坐标 TXT、坐标点表或含面要素的矢量文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_choices.py" />
            <source>The columns cannot be understood ({reason}).</source>
            <translation>无法理解各列（{reason}）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_choices.py" />
            <source>Give JSON such as ["label", "north", "east"]. Known columns: {known}; "" leaves one out.</source>
            <translation>请用 JSON 给出，例如 ["label", "north", "east"]。可用的列：{known}；"" 表示不用该列。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_inputs.py" />
            <source>Choose a coordinate TXT, a vector file, a folder or a ZIP.</source>
            <translation>请选择坐标 TXT、矢量文件、文件夹或 ZIP。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_open.py" />
            <source>Check that it is complete and of the kind that its ending says.</source>
            <translation>请确认文件完整，且类型与扩展名一致。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_open.py" />
            <source>Only ZIP archives are unpacked here: unpack this one and read its folder.</source>
            <translation>这里只能解开 ZIP：请先解压，再读取其文件夹。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_open.py" />
            <source>Save the drawing as DXF in the program that made it.</source>
            <translation>请在制图软件中把图形另存为 DXF。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_open.py" />
            <source>Copy the coordinates into a worksheet or a text file with one point in each row.</source>
            <translation>请把坐标复制到工作表或文本文件中，每行一个点。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_open.py" />
            <source>The file is empty; a vector file or a coordinate list was expected.</source>
            <translation>文件为空；应为矢量文件或坐标表。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_open.py" />
            <location filename="../onemap_plugin/qgis_bridge/reading_package.py" />
            <location filename="../onemap_plugin/qgis_bridge/reading_sheets.py" />
            <source>Export it again from the program that made it.</source>
            <translation>请用原软件重新导出。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_open.py" />
            <source>The file cannot be opened as a vector file ({reason}).</source>
            <translation>文件无法作为矢量文件打开（{reason}）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_package.py" />
            <source>it unpacks to more than its size allows</source>
            <translation>解压后远大于其应有的大小</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_package.py" />
            <source>The file is damaged ({member}: {reason}).</source>
            <translation>文件已损坏（{member}：{reason}）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_sheets.py" />
            <source>{count} cells hold formulas whose values were not saved, and no others hold coordinates.</source>
            <translation>{count} 个单元格只有公式，没有保存计算结果；其余单元格中没有坐标。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_sheets.py" />
            <source>Open the workbook in a spreadsheet program, save it there, and read it again.</source>
            <translation>用电子表格软件打开该工作簿并保存，再重新读入。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_sheets.py" />
            <source>The workbook is empty; a list of points was expected.</source>
            <translation>工作簿为空；应有坐标点表。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_sheets.py" />
            <source>The file is no workbook, whatever its ending says.</source>
            <translation>尽管扩展名如此，该文件不是工作簿。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_sheets.py" />
            <source>Open it in a spreadsheet program and save it as .xlsx or .csv.</source>
            <translation>请用电子表格软件打开，另存为 .xlsx 或 .csv。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/review_file_errors.py" />
            <source>This is not a review file of OneMap; a GeoPackage written by 'Import parcels' was expected.</source>
            <translation>这不是一张图联审的审查文件；应为“导入地块”写出的 GeoPackage。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/review_file_errors.py" />
            <source>Choose another file. Nothing was changed in it.</source>
            <translation>请另选文件。该文件未作任何改动。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/review_file_errors.py" />
            <source>The review file is locked: another program is writing to it.</source>
            <translation>审查文件被锁定：另一程序正在写入。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/review_file_errors.py" />
            <source>Finish editing there (or close that program), then run again. Nothing was changed.</source>
            <translation>请在那边结束编辑（或关闭该程序）后重新运行。未作任何改动。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/review_file_errors.py" />
            <source>The review file cannot be written: the file or its folder is read-only.</source>
            <translation>审查文件无法写入：文件或所在文件夹为只读。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/review_file_errors.py" />
            <source>Choose a folder you may write to, or change its permissions. Nothing was changed.</source>
            <translation>请选择可写的文件夹，或修改权限。未作任何改动。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/review_file_errors.py" />
            <source>The disk is full: the review file was not written.</source>
            <translation>磁盘已满：审查文件未写入。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/review_file_errors.py" />
            <source>Free some space or choose another drive, then run again. What was there before is intact.</source>
            <translation>请腾出空间或换一个磁盘后重新运行。原有内容完好。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/review_file_errors.py" />
            <source>The folder of the review file does not exist.</source>
            <translation>审查文件所在的文件夹不存在。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/review_file_errors.py" />
            <source>Create the folder or choose another one.</source>
            <translation>请新建文件夹或另选一个。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/review_file_errors.py" />
            <source>The review file is damaged ({reason}).</source>
            <translation>审查文件已损坏（{reason}）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/review_file_errors.py" />
            <source>Restore it from a copy, or import the parcels into a new review file.</source>
            <translation>请用备份恢复，或将地块导入新的审查文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/review_file_errors.py" />
            <source>The review file cannot be used ({reason}).</source>
            <translation>审查文件不可用（{reason}）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/review_file_errors.py" />
            <source>Check the drive and the permissions, then run again. Nothing was changed.</source>
            <translation>请检查磁盘和权限后重新运行。未作任何改动。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/review_file_errors.py" />
            <source>The review file does not exist.</source>
            <translation>审查文件不存在。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/review_file_errors.py" />
            <source>Run 'Import parcels' first: it creates the review file.</source>
            <translation>请先运行“导入地块”：它会建立审查文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/review_file_errors.py" />
            <source>The review file has format {found}; this version of OneMap knows formats up to {known}.</source>
            <translation>审查文件的格式版本为 {found}；本版插件最高支持 {known}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/review_file_errors.py" />
            <source>Update OneMap, or open the file with the version that wrote it. Nothing was changed.</source>
            <translation>请升级插件，或用写出该文件的版本打开。未作任何改动。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps.py" />
            <source>The parcels are in {new}, those in the review file are in {old}.</source>
            <translation>待导入地块的坐标系为 {new}，审查文件中地块的坐标系为 {old}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps.py" />
            <source>Import them into another review file, or give the coordinate system if the file does not say it. Nothing was changed.</source>
            <translation>请导入另一审查文件；若文件未注明坐标系，请给出坐标系。未作任何改动。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps.py" />
            <source>{crs} is no Gauss-Krüger zone, so parcels cannot be in it.</source>
            <translation>{crs} 不是高斯-克吕格投影带，地块不能采用。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps.py" />
            <source>Choose a CGCS2000 zone of 3 or 6 degrees, for example EPSG:4526.</source>
            <translation>请选择 CGCS2000 的 3 度带或 6 度带，例如 EPSG:4526。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_catalogue.py" />
            <source>No layer of a known role was found.</source>
            <translation>未找到已知角色的图层。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_catalogue.py" />
            <location filename="../onemap_plugin/qgis_bridge/steps_files.py" />
            <source>The file cannot be written ({reason}).</source>
            <translation>文件无法写入（{reason}）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_catalogue.py" />
            <location filename="../onemap_plugin/qgis_bridge/steps_files.py" />
            <source>Free some space or choose a folder where you may write.</source>
            <translation>请腾出空间，或选择可写的文件夹。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_catalogue.py" />
            <source>Name the layers by their role (DLTB, YJJBNTTB …), or write the catalogue by hand.</source>
            <translation>请按角色命名图层（DLTB、YJJBNTTB 等），或手工编写目录文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_catalogue.py" />
            <location filename="../onemap_plugin/qgis_bridge/steps_review.py" />
            <source>There is no such one-map folder or file.</source>
            <translation>没有此一张图文件夹或文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_catalogue.py" />
            <location filename="../onemap_plugin/qgis_bridge/steps_review.py" />
            <source>Choose the folder, GeoPackage or catalogue file that holds the one-map layers.</source>
            <translation>请选择一张图图层所在的文件夹、GeoPackage 或目录文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_compare.py" />
            <source>The review file holds no earlier run.</source>
            <translation>审查文件中没有以前的结果。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_compare.py" />
            <source>Choose an earlier review file to compare with, or run the review again first.</source>
            <translation>请另选较早的审查文件比较，或先重新联审。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_files.py" />
            <source>Choose another place, or allow overwriting.</source>
            <translation>请另选位置，或允许覆盖。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_files.py" />
            <source>The header values cannot be understood: {text}</source>
            <translation>文件头的值无法理解：{text}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_files.py" />
            <source>Give key=value;key=value, or a JSON object.</source>
            <translation>请写 key=value;key=value，或 JSON 对象。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_files.py" />
            <source>'{split}' is no way of splitting.</source>
            <translation>“{split}”不是可用的拆分方式。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_files.py" />
            <location filename="../onemap_plugin/qgis_bridge/steps_repair.py" />
            <source>Known: {known}.</source>
            <translation>可用：{known}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_files.py" />
            <source>Both files are tables without coordinates.</source>
            <translation>两份文件都是没有坐标的表格。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_files.py" />
            <source>Compare a table with a file that holds the parcels.</source>
            <translation>请用表格与含有地块坐标的文件比对。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_repair.py" />
            <source>There is no repair to take back.</source>
            <translation>没有可撤销的修复。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_repair.py" />
            <source>Only repairs made by this program can be undone.</source>
            <translation>只能撤销本程序所做的修复。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_repair.py" />
            <source>The repaired parcels have been replaced since; the repair cannot be taken back.</source>
            <translation>修复过的地块此后已被替换，无法撤销修复。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_repair.py" />
            <source>Import the original file again.</source>
            <translation>请重新导入原文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_repair.py" />
            <source>'{fix}' is no repair.</source>
            <translation>“{fix}”不是可用的修复方法。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_repair.py" />
            <source>There is nothing that this repair could be applied to.</source>
            <translation>没有可应用此修复的对象。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_repair.py" />
            <source>Choose findings for which a repair is offered, or a repair and parcels.</source>
            <translation>请选择可修复的问题，或选择修复方法和地块。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_report.py" />
            <source>The report cannot be written ({reason}).</source>
            <translation>报告无法写入（{reason}）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_report.py" />
            <source>Choose another folder. The review itself is complete.</source>
            <translation>请另选文件夹。审查本身已完成。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_review.py" />
            <source>There is no such rule file.</source>
            <translation>没有此规则文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_review.py" />
            <source>Give the path of a YAML file, or one of: {known}.</source>
            <translation>请给出 YAML 文件的路径，或下列之一：{known}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_review.py" />
            <source>The review file holds no parcels.</source>
            <translation>审查文件中没有地块。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_review.py" />
            <source>Run 'Import parcels' first.</source>
            <translation>请先运行“导入地块”。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_review.py" />
            <source>The coordinate system of the parcels is not known, so they cannot be laid over the one map.</source>
            <translation>地块的坐标系不明，无法与一张图叠加。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_review.py" />
            <source>Import them again and give the coordinate system (zone and central meridian).</source>
            <translation>请重新导入，并给出坐标系（带号和中央子午线）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_sides.py" />
            <source>There is no layer {role} in this one map.</source>
            <translation>此一张图中没有图层 {role}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_sides.py" />
            <source>Choose another layer for the neighbours, for example DLTB or ZDSYQ.</source>
            <translation>请为相邻者另选图层，例如 DLTB 或 ZDSYQ。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/versions.py" />
            <source>The Python library {library} is missing ({reason}).</source>
            <translation>缺少 Python 库 {library}（{reason}）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/versions.py" />
            <source>Install shapely 2 or newer for the Python of QGIS, then start QGIS again.</source>
            <translation>请为 QGIS 的 Python 安装 shapely 2 或更高版本，然后重启 QGIS。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/versions.py" />
            <source>shapely {version} is too old: version 2 or newer is needed.</source>
            <translation>shapely {version} 过旧：需要 2 或更高版本。</translation>
        </message>
    </context>
    <context>
        <name>expected</name>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>overlay</source>
            <translation>叠加文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>file</source>
            <translation>文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>project</source>
            <translation>项目</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>rates</source>
            <translation>费率</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>nothing</source>
            <translation>空</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>a text</source>
            <translation>文本</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>a text or a list of texts</source>
            <translation>文本或文本列表</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>true or false</source>
            <translation>true 或 false</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>a number</source>
            <translation>数字</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>a number, not negative</source>
            <translation>非负数字</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>a list</source>
            <translation>列表</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>a mapping (key: value)</source>
            <translation>键值对</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>a mapping of names to entries</source>
            <translation>名称到条目的键值对</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>one of {names}</source>
            <translation>{names} 之一</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>one of {names} (meant {near}?)</source>
            <translation>{names} 之一（是否为 {near}？）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>some of {names}</source>
            <translation>{names} 中的一个或几个</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>exactly one of {names}</source>
            <translation>{names} 中恰好一个</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>one of the keys {names}</source>
            <translation>下列键之一：{names}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>one of the keys {names} (meant {near}?)</source>
            <translation>下列键之一：{names}（是否为 {near}？）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>a day as YYYY-MM-DD</source>
            <translation>YYYY-MM-DD 格式的日期</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>a 2- or 6-digit code of the province</source>
            <translation>2 位或 6 位省级代码</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>a 2- or 6-digit code in quotes, or nothing for all provinces</source>
            <translation>带引号的 2 位或 6 位代码，各省通用时留空</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>a mapping of land class codes to hectares</source>
            <translation>地类编码到公顷数的键值对</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>a layer role or 'self'</source>
            <translation>图层角色或 'self'</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>a layer role or a selection</source>
            <translation>图层角色或选择条件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>a layer role: {names}</source>
            <translation>图层角色：{names}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>at least one layer role for the predicate {predicate}</source>
            <translation>谓词“{predicate}”至少要有一个图层角色</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>a field of layer {layer} ({names})</source>
            <translation>图层“{layer}”的字段（{names}）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>a field of the layer: {names}</source>
            <translation>该图层的字段：{names}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>a mapping of values to lists of other spellings</source>
            <translation>取值到其他写法列表的键值对</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>a value or a list of values</source>
            <translation>取值或取值列表</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>a value, a list, prefix, from/to or a comparison</source>
            <translation>取值、列表、“prefix”、“from/to”或比较条件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>no filter or band here: only directly in the `when` of a tier</source>
            <translation>此处不能有“filter”或“band”：只能直接写在档次的“when”中</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>a condition</source>
            <translation>条件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>ids of the rule's distances: {names}</source>
            <translation>本规则各距离的编号：{names}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>a project attribute: {names}</source>
            <translation>项目属性：{names}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>a mapping of values to labels</source>
            <translation>取值到名称的键值对</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>at least one choice</source>
            <translation>至少一个选项</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>an id that stands only once</source>
            <translation>不重复的编号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>the id of a rule (nearest: {near})</source>
            <translation>规则编号（最接近的是 {near}）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>the id of a rule to change (nearest: {near}), or for a new rule also {names}</source>
            <translation>要修改的规则编号（最接近的是 {near}），新增规则时还须有 {names}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>ids of rules</source>
            <translation>规则编号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>known ids of {kind}: not {names}</source>
            <translation>“{kind}”中已有的编号，没有 {names}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>ids of the section `{section}`</source>
            <translation>“{section}”一节中的编号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>settings {names}</source>
            <translation>设置项 {names}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>a mapping of approval ids to what differs</source>
            <translation>审批编号到不同之处的键值对</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>an outcome, or tiers</source>
            <translation>“outcome”或“tiers”</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>no outcome beside tiers: a last tier without `when` is the default</source>
            <translation>有“tiers”时不再写“outcome”：最后一档不写“when”即为默认</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>a condition: a tier without `when` ends the rule, the tiers after it are never reached</source>
            <translation>条件：没有“when”的档次之后的各档不会生效</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>at least one distance for the predicate within_distance</source>
            <translation>谓词“within_distance”至少要有一个距离</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>at least one case for the predicate conflict</source>
            <translation>谓词“conflict”至少要有一种情形</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>a distance in metres above 0, or exempt: true</source>
            <translation>大于 0 的距离（米），或“exempt: true”</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>either inside or minus: the layer that disagrees</source>
            <translation>“inside”或“minus”之一：与之不一致的图层</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>at least one law</source>
            <translation>至少一部法规</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>a mapping of groups to yuan per square metre</source>
            <translation>分组到每平方米元数的键值对</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>yuan per square metre, or [low, high], for {name}</source>
            <translation>“{name}”的每平方米元数，或 [low, high]</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/approvals/expected.py" />
            <source>a number or [low, high]</source>
            <translation>数字或 [low, high]</translation>
        </message>
    </context>
    <context>
        <name>fixes</name>
        <message>
            <location filename="../onemap_plugin/core/repair/fixes.py" />
            <source>Close the ring</source>
            <translation>闭合圈</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/repair/fixes.py" />
            <source>Repeats the first point at the end. No point moves.</source>
            <translation>在末尾重复第一点。不移动任何点。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/repair/fixes.py" />
            <source>Drop repeated points</source>
            <translation>删除重复点</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/repair/fixes.py" />
            <source>Of points closer than the tolerance the first stays.</source>
            <translation>距离小于限差的点保留第一个。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/repair/fixes.py" />
            <source>Drop points on a straight line</source>
            <translation>删除直线上的多余点</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/repair/fixes.py" />
            <source>Points that a neighbouring parcel shares stay.</source>
            <translation>与相邻地块共用的点保留。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/repair/fixes.py" />
            <source>Drop spikes</source>
            <translation>删除尖刺</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/repair/fixes.py" />
            <source>Drops the tip of corners that are sharper than the limit.</source>
            <translation>删除夹角小于限值的尖角顶点。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/repair/fixes.py" />
            <source>Turn rings: outer clockwise, holes counter-clockwise</source>
            <translation>统一圈的方向：外圈顺时针，孔洞逆时针</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/repair/fixes.py" />
            <source>Only the order of the points changes.</source>
            <translation>只改变点的顺序。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/repair/fixes.py" />
            <source>Number points anew from the north-west corner</source>
            <translation>从西北角起重新编号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/repair/fixes.py" />
            <source>Only order and labels change.</source>
            <translation>只改变顺序和点号。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/repair/fixes.py" />
            <source>Exchange X and Y</source>
            <translation>互换 X 和 Y</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/repair/fixes.py" />
            <source>For files that write east before north.</source>
            <translation>用于先写东坐标、后写北坐标的文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/repair/fixes.py" />
            <source>Make a parcel of each part</source>
            <translation>每个部件拆成一个地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/repair/fixes.py" />
            <source>Numbers and names get -1, -2 …; no point moves.</source>
            <translation>编号和名称加 -1、-2 等；不移动任何点。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/repair/fixes.py" />
            <source>Untangle a self-crossing boundary</source>
            <translation>拆开自相交的界线</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/repair/fixes.py" />
            <source>Crossing points become boundary points; mind the change of area.</source>
            <translation>交点成为界址点；请留意面积变化。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/repair/fixes.py" />
            <source>Round coordinates</source>
            <translation>坐标取位</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/repair/fixes.py" />
            <source>To the decimals that the profile writes.</source>
            <translation>取到格式规定的小数位数。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/repair/fixes.py" />
            <source>Move vertices onto the neighbour's</source>
            <translation>将点移到相邻地块的点上</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/repair/fixes.py" />
            <source>Within the snapping distance; the neighbour stays as it is.</source>
            <translation>在捕捉距离以内；相邻地块不变。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/repair/fixes.py" />
            <source>Take over the neighbour's points on the shared boundary</source>
            <translation>在公共界线上采用相邻地块的点</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/repair/fixes.py" />
            <source>No point moves; the area changes by the offset of the new points.</source>
            <translation>不移动任何点；面积随新点的偏离而变。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/repair/fixes.py" />
            <source>Correct the declared number of points</source>
            <translation>更正填报的点数</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/repair/fixes.py" />
            <source>Counts all point lines, closing lines included.</source>
            <translation>计全部点行，含闭合行。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/repair/fixes.py" />
            <source>Correct the declared area</source>
            <translation>更正填报面积</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/repair/fixes.py" />
            <source>Takes the plane area of the coordinates.</source>
            <translation>取坐标计算的平面面积。</translation>
        </message>
    </context>
    <context>
        <name>imagery</name>
        <message>
            <location filename="../onemap_plugin/core/imagery/diagnosis.py" />
            <location filename="../onemap_plugin/qgis_bridge/imagery_layers.py" />
            <source>The service answers and the key is accepted.</source>
            <translation>服务正常应答，密钥有效。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/diagnosis.py" />
            <source>The server answered, but not with a picture.</source>
            <translation>服务器有应答，但不是影像。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/diagnosis.py" />
            <source>Check the address; the service may also be out of order.</source>
            <translation>请检查地址；也可能是服务故障。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/diagnosis.py" />
            <source>The server did not answer in time.</source>
            <translation>服务器未及时应答。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/diagnosis.py" />
            <source>Check the network and the proxy in QGIS's options, or try later.</source>
            <translation>请检查网络和 QGIS 选项中的代理，或稍后再试。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/diagnosis.py" />
            <source>The secure connection failed.</source>
            <translation>安全连接失败。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/diagnosis.py" />
            <source>Check the computer's date and the certificates of the proxy.</source>
            <translation>请检查电脑日期和代理的证书。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/diagnosis.py" />
            <source>The server cannot be reached.</source>
            <translation>无法连接服务器。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/diagnosis.py" />
            <source>Check the network, the address and QGIS's proxy options.</source>
            <translation>请检查网络、地址和 QGIS 的代理选项。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/diagnosis.py" />
            <source>The key is bound to other web domains.</source>
            <translation>密钥绑定了其他网站域名。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/diagnosis.py" />
            <source>In the console take the domain whitelist off, or enter the Referer it allows.</source>
            <translation>请在控制台取消域名白名单，或填写其允许的 Referer。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/diagnosis.py" />
            <source>The key is of another type than this program needs.</source>
            <translation>密钥类型与本程序所需不符。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/diagnosis.py" />
            <source>Apply for a browser key: a server key is refused because QGIS calls itself Mozilla/.</source>
            <translation>请申请浏览器端密钥：QGIS 以 Mozilla/ 标识访问，服务器端密钥会被拒绝。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/diagnosis.py" />
            <source>The server does not know this key.</source>
            <translation>服务器不认识此密钥。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/diagnosis.py" />
            <source>Copy it again from the console; a new key needs some minutes.</source>
            <translation>请从控制台重新复制；新密钥需几分钟才生效。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/diagnosis.py" />
            <source>The key has the wrong length.</source>
            <translation>密钥长度不对。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/diagnosis.py" />
            <source>Copy the whole key again from the console.</source>
            <translation>请从控制台重新复制完整密钥。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/diagnosis.py" />
            <source>Too many requests in a short time.</source>
            <translation>短时间内请求过多。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/diagnosis.py" />
            <source>Wait a minute; load fewer layers at once.</source>
            <translation>请等一分钟；减少同时加载的图层。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/diagnosis.py" />
            <source>The firewall refused the request: often no key, or the day's quota used up.</source>
            <translation>防火墙拒绝了请求：常因没有密钥，或当日配额用完。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/diagnosis.py" />
            <source>Store the key again, look at the quota in the console, enter a Referer if needed.</source>
            <translation>请重新保存密钥，在控制台查看配额，必要时填写 Referer。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/diagnosis.py" />
            <source>The server refuses the request.</source>
            <translation>服务器拒绝请求。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/diagnosis.py" />
            <source>Check the key and its rights in the service's console.</source>
            <translation>请在服务控制台检查密钥及其权限。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/diagnosis.py" />
            <source>The server has no such address or tile.</source>
            <translation>服务器没有此地址或瓦片。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/diagnosis.py" />
            <source>Check the address, the layer and the level.</source>
            <translation>请检查地址、图层和级别。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/diagnosis.py" />
            <source>The server has a fault of its own.</source>
            <translation>服务器自身故障。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/diagnosis.py" />
            <source>Try later.</source>
            <translation>请稍后再试。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/keys.py" />
            <source>The key is empty.</source>
            <translation>密钥为空。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/keys.py" />
            <source>The key has characters that no key has; copy it again from the console.</source>
            <translation>密钥含有不应有的字符，请从控制台重新复制。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/imagery/keys.py" />
            <source>The key does not have the usual length or characters; copy the whole key again.</source>
            <translation>密钥的长度或字符不符合惯例，请重新复制完整密钥。</translation>
        </message>
    </context>
    <context>
        <name>onemap</name>
        <message>
            <location filename="../onemap_plugin/core/onemap/overlay.py" />
            <source>{count} patches could not be cut by GEOS and are not counted</source>
            <translation>{count} 个图斑 GEOS 无法切割，未计入</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/onemap/recognise.py" />
            <source>the name matches “{name}”</source>
            <translation>名称与“{name}”相符</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/onemap/recognise.py" />
            <source>the fields {fields} belong to the layout {layout}</source>
            <translation>字段 {fields} 属于结构“{layout}”</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/onemap/recognise.py" />
            <source>{found} of {total} fields of the layout {layout}</source>
            <translation>具有结构“{layout}”{total} 个字段中的 {found} 个</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/onemap/recognise.py" />
            <source>the field {field}, which tells its rows from those of other roles, is missing</source>
            <translation>缺少用来区分各角色数据行的字段 {field}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/onemap/recognise.py" />
            <source>the geometry is of the right kind ({kind})</source>
            <translation>几何类型相符（{kind}）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/onemap/status.py" />
            <source>the layer is empty</source>
            <translation>图层为空</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/onemap/status.py" />
            <source>the data of the layer ends {distance} km from the parcels</source>
            <translation>图层数据的边缘距地块 {distance} km</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/onemap/status.py" />
            <source>no patch of the layer lies on the parcels</source>
            <translation>图层没有图斑落在地块内</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/onemap/status.py" />
            <source>{area} m² of {count} parcels have no patch</source>
            <translation>{count} 个地块共有 {area} m² 没有图斑</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/onemap/status.py" />
            <source>patches overlap each other on {area} m² (counted once)</source>
            <translation>图斑互相重叠 {area} m²（只计一次）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/onemap/status.py" />
            <source>{count} invalid patches repaired on a copy</source>
            <translation>{count} 个无效图斑已在副本上修复</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/onemap/status.py" />
            <source>the edition of the data is not known</source>
            <translation>数据现势性不明</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/onemap/status.py" />
            <source>could not be read: {error}</source>
            <translation>无法读取：{error}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_catalogue_build.py" />
            <source>ready</source>
            <translation>可用</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_catalogue_build.py" />
            <source>edition missing</source>
            <translation>缺少现势性</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_catalogue_build.py" />
            <source>please confirm the role</source>
            <translation>请确认角色</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_catalogue_build.py" />
            <source>not recognised</source>
            <translation>未识别</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_catalogue_build.py" />
            <source>another edition is used</source>
            <translation>已采用另一版本</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_catalogue_build.py" />
            <source>coordinate system unknown</source>
            <translation>坐标系不明</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_catalogue_build.py" />
            <source>empty</source>
            <translation>空图层</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_catalogue_build.py" />
            <source>cannot be read</source>
            <translation>无法读取</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_sources.py" />
            <source>no layer of this role was found</source>
            <translation>未找到此类图层</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_sources.py" />
            <source>no layer of this role was found for sure; perhaps it is {layers}</source>
            <translation>未能确定此类图层；可能是 {layers}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_sources.py" />
            <source>the layer does not say its coordinate system; give it in the catalogue (crs: EPSG:…)</source>
            <translation>图层没有坐标系；请在目录文件中给出（crs: EPSG:…）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_sources.py" />
            <source>its coordinate system ({crs}) is no Gauss-Krüger zone and no degrees of a known datum</source>
            <translation>其坐标系（{crs}）既不是高斯-克吕格投影带，也不是已知基准的经纬度</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_sources.py" />
            <source>the coordinate system of the parcels is not known</source>
            <translation>地块的坐标系不明</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_sources.py" />
            <source>the layer is in {theirs}, the parcels are in {ours}: the way between them needs the parameters of your survey office; transform the layer there first</source>
            <translation>图层为 {theirs}，地块为 {ours}：两者转换须用当地测绘主管部门的参数，请先转换图层</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_sources.py" />
            <source>{file} cannot be opened: {reason}</source>
            <translation>{file} 无法打开：{reason}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_sources.py" />
            <source>files that could not be opened and may hold it: {files}</source>
            <translation>无法打开但可能含有此类图层的文件：{files}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_sources.py" />
            <source>other data of the same ground is there too and was not used: {layers}</source>
            <translation>同一范围还有其他数据，未采用：{layers}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_sources.py" />
            <source>the file is not there</source>
            <translation>文件不存在</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/onemap_sources.py" />
            <source>it has no layer {layer}</source>
            <translation>其中没有图层 {layer}</translation>
        </message>
    </context>
    <context>
        <name>rules</name>
        <message>
            <location filename="../onemap_plugin/core/checks/registry.py" />
            <source>The same at {count} more places.</source>
            <translation>另有 {count} 处相同。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_across.py" />
            <source>Identical parcels</source>
            <translation>地块相同</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_across.py" />
            <source>The same ground must not be handed in twice.</source>
            <translation>同一块地不得重复报送。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_across.py" />
            <source>The parcel is identical with {other}.</source>
            <translation>该地块与 {other} 完全相同。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_across.py" />
            <source>Parcel number or name repeated</source>
            <translation>地块编号或名称重复</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_across.py" />
            <source>Two parcels with the same 地块编号 are refused by receivers; the same 地块名称 is a warning.</source>
            <translation>地块编号相同的两个地块会被接收单位退回；地块名称相同为警告。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_across.py" />
            <source>Parcel number {value} is also that of an earlier parcel (line {first}).</source>
            <translation>地块编号 {value} 与前面的地块（第 {first} 行）相同。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_across.py" />
            <source>Parcel name {value} is also that of an earlier parcel (line {first}).</source>
            <translation>地块名称 {value} 与前面的地块（第 {first} 行）相同。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_across.py" />
            <source>Parcels overlap</source>
            <translation>地块重叠</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_across.py" />
            <source>Parcels of one submission must not overlap; pieces below the tolerance are only mentioned.</source>
            <translation>同一次报送的地块不得重叠；小于限差的只作提示。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_across.py" />
            <source>Overlaps from this area are errors, smaller ones notices</source>
            <translation>重叠面积达到此值为错误，较小的为提示</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_across.py" />
            <source>Not compared with other parcels: its boundary crosses itself too often.</source>
            <translation>未与其他地块比较：其界线自相交过多。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_across.py" />
            <source>Overlaps parcel {other} by {area} m².</source>
            <translation>与地块 {other} 重叠 {area} m²。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_across.py" />
            <source>Gap or sliver along a neighbour</source>
            <translation>与邻地块有缝隙或细缝</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_across.py" />
            <source>A point lies very near the boundary of a neighbour, but not on it: meant to be the same.</source>
            <translation>点离邻地块界线很近但不在线上，原意应为重合。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_across.py" />
            <source>Nearer than this it lies on the boundary</source>
            <translation>近于此值视为在界线上</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_across.py" />
            <source>Farther than this it is meant to be apart</source>
            <translation>远于此值视为原意分开</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_across.py" />
            <source>Point {point} lies {distance} m off the boundary of {other}: a gap or sliver.</source>
            <translation>界址点 {point} 距 {other} 的界线 {distance} m：有缝隙或细缝。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_across.py" />
            <source>Shared boundary with different points</source>
            <translation>公共界线点位不一致</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_across.py" />
            <source>A point lies on the boundary of a neighbour that has no point there.</source>
            <translation>界址点落在邻地块界线上，而邻地块在该处没有界址点。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_across.py" />
            <source>Up to this from the line it lies on the boundary</source>
            <translation>距线不超过此值视为在界线上</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_across.py" />
            <source>Point {point} lies on the boundary of {other}, which has no point there.</source>
            <translation>界址点 {point} 落在 {other} 的界线上，{other} 在该处没有界址点。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_boundary.py" />
            <source>Parcel and administrative boundary</source>
            <translation>地块与行政界线</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_boundary.py" />
            <source>A parcel lies within the boundary, or coincides with it exactly; no slivers along it.</source>
            <translation>地块应在行政界线以内或与其严格重合，沿线不得有碎缝。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_boundary.py" />
            <source>Points nearer than this are meant to lie on the boundary</source>
            <translation>近于此值的点视为原意在界线上</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_boundary.py" />
            <source>The parcel lies wholly outside the boundary.</source>
            <translation>地块完全在行政界线之外。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_boundary.py" />
            <source>{area} m² of the parcel lie outside the boundary, up to {distance} m from it.</source>
            <translation>地块有 {area} m² 在行政界线之外，最远 {distance} m。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_boundary.py" />
            <source>Point {point} lies {distance} m beside the boundary line, not on it.</source>
            <translation>界址点 {point} 距行政界线 {distance} m，不在线上。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_corner.py" />
            <source>Very short edge</source>
            <translation>极短边</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_corner.py" />
            <source>An edge much shorter than the survey accuracy is often a digitising slip.</source>
            <translation>远小于测量精度的边常为数字化失误。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_corner.py" />
            <source>Edges shorter than this are reported</source>
            <translation>短于此值的边予以列出</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_corner.py" />
            <source>Shorter ones are repeated points (rule G03)</source>
            <translation>更短的按重复点处理（规则 G03）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_corner.py" />
            <source>The edge {point} – {next} is only {length} m long (limit {limit} m).</source>
            <translation>边 {point} – {next} 仅长 {length} m（限值 {limit} m）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_corner.py" />
            <source>Sharp angle</source>
            <translation>尖锐角</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_corner.py" />
            <source>The two edges at a point enclose a smaller angle than the limit.</source>
            <translation>界址点处两边夹角小于限值。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_corner.py" />
            <source>Angles smaller than this are reported</source>
            <translation>小于此值的角予以列出</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_corner.py" />
            <source>Smaller ones are spikes (rule G12S)</source>
            <translation>更小的按尖刺处理（规则 G12S）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_corner.py" />
            <source>The angle at {point} is only {angle}° (limit {limit}°).</source>
            <translation>{point} 处夹角仅 {angle}°（限值 {limit}°）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_corner.py" />
            <source>Spike</source>
            <translation>尖刺</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_corner.py" />
            <source>The boundary runs out and back almost on the same line.</source>
            <translation>界线伸出后几乎沿原线折回。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_corner.py" />
            <source>Angles smaller than this are spikes</source>
            <translation>小于此值的角为尖刺</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_corner.py" />
            <source>Spike at {point}: the boundary folds back at {angle}° (limit {limit}°).</source>
            <translation>{point} 处有尖刺：界线以 {angle}° 折回（限值 {limit}°）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_corner.py" />
            <source>Point on a straight line</source>
            <translation>直线上的多余点</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_corner.py" />
            <source>A point that no neighbour shares adds nothing where the boundary goes straight on.</source>
            <translation>界线取直处未与邻地块共用的点没有意义。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_corner.py" />
            <source>Angles larger than this are straight</source>
            <translation>大于此值的角视为直线</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_corner.py" />
            <source>and off the line by less than this</source>
            <translation>且偏离直线小于此值</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_corner.py" />
            <source>Point {point} lies on the straight line between its neighbours ({angle}°).</source>
            <translation>界址点 {point} 位于前后两点的直线上（{angle}°）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_crs.py" />
            <source>Coordinate system not known or not CGCS2000</source>
            <translation>坐标系不明或不是 CGCS2000</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_crs.py" />
            <source>Parcels are handed in on CGCS2000; other datums need the official transformation.</source>
            <translation>地块应以 CGCS2000 报送；其他基准须用正式参数转换。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_crs.py" />
            <source>The coordinates are on {datum}, not on CGCS2000. They are not transformed here: that needs the official parameters of the place.</source>
            <translation>坐标为 {datum}，不是 CGCS2000。此处不作转换：转换须用当地的正式参数。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_crs.py" />
            <source>The zone of the coordinates is not known; nothing can be placed on the earth.</source>
            <translation>坐标的带号不明，无法确定地面位置。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_crs.py" />
            <source>North and east swapped</source>
            <translation>南北与东西坐标颠倒</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_crs.py" />
            <source>X is the north and Y the east coordinate; the values fit only the other way round.</source>
            <translation>X 为北坐标，Y 为东坐标；现有数值只有互换才相符。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_crs.py" />
            <source>X {x} and Y {y} look swapped: X must be north, Y east.</source>
            <translation>X {x} 与 Y {y} 似已颠倒：X 应为北，Y 应为东。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_crs.py" />
            <source>Coordinate out of range</source>
            <translation>坐标超出范围</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_crs.py" />
            <source>North 0 to 6 000 000 m, east without zone number 100 000 to 900 000 m (degrees: in China).</source>
            <translation>北坐标 0 至 6 000 000 m，不含带号的东坐标 100 000 至 900 000 m（经纬度应在中国范围内）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_crs.py" />
            <source>Point {point}: X {x}, Y {y} is outside the range of coordinates in China.</source>
            <translation>界址点 {point}：X {x}、Y {y} 超出中国坐标范围。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_crs.py" />
            <source>Zone contradicts the coordinates</source>
            <translation>带号与坐标矛盾</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_crs.py" />
            <source>The digits before the six digits of the easting are the zone number, if there is one.</source>
            <translation>横坐标六位整数之前的数字为带号（若有）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_crs.py" />
            <source>The easting of {count} points runs over into number {prefix}; by the declared zone {zone} they are right.</source>
            <translation>{count} 个点的横坐标溢入带号 {prefix}；按声明的带号 {zone} 则正确。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_crs.py" />
            <source>{count} eastings begin with {prefix}, but the system has no zone number.</source>
            <translation>{count} 个横坐标以 {prefix} 开头，但坐标系不含带号。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_crs.py" />
            <source>{count} eastings have no zone number; zone {zone} is declared.</source>
            <translation>{count} 个横坐标没有带号；声明的带号为 {zone}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_crs.py" />
            <source>{count} eastings begin with zone {prefix}, but zone {zone} is declared.</source>
            <translation>{count} 个横坐标以带号 {prefix} 开头，但声明的带号为 {zone}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_crs.py" />
            <source>Points outside the zone</source>
            <translation>点位超出投影带</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_crs.py" />
            <source>Beyond half the zone width from the central meridian the next zone is due; a small overlap is in use.</source>
            <translation>距中央子午线超过半个带宽应归邻带；允许少量重叠。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_crs.py" />
            <source>Up to this beyond the edge it is a warning, then an error</source>
            <translation>超出带边不超过此值为警告，再多为错误</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_crs.py" />
            <source>{count} points lie up to {degrees}° from meridian {meridian}° (half the zone is {half}°).</source>
            <translation>{count} 个点距中央子午线 {meridian}° 达 {degrees}°（半带宽 {half}°）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_crs.py" />
            <source>Zone width contradicts the zone number</source>
            <translation>分带宽度与带号矛盾</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_crs.py" />
            <source>Numbers 13 to 23 are 6-degree zones, 25 to 45 are 3-degree zones.</source>
            <translation>13 至 23 为 6 度带带号，25 至 45 为 3 度带带号。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_crs.py" />
            <source>Zone {zone} is no {width}-degree zone of China.</source>
            <translation>{zone} 不是中国的 {width} 度带带号。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_declared.py" />
            <source>Declared area differs from the geometry</source>
            <translation>填报面积与图形不符</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_declared.py" />
            <source>Compared with the plane area of the coordinates as written. Small differences are warnings.</source>
            <translation>与按写出坐标计算的平面面积比较。差异小为警告。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_declared.py" />
            <source>Above this share it is an error, below it a warning</source>
            <translation>差异比例大于此值为错误，小于为警告</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_declared.py" />
            <source>Tolerance: perimeter times this, at least half the last digit</source>
            <translation>限差：周长乘以此值，至少为末位的一半</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_declared.py" />
            <source>Declared {declared} {unit} is the ellipsoid area; the plane area is {area} m² ({difference} m² less).</source>
            <translation>填报 {declared} {unit} 为椭球面积；平面面积为 {area} m²（少 {difference} m²）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_declared.py" />
            <source>Declared {declared} {unit}, the geometry has {area} m²: {difference} m² ({percent} %) differ.</source>
            <translation>填报 {declared} {unit}，图形面积 {area} m²：相差 {difference} m²（{percent}%）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_declared.py" />
            <source>Declared {declared} {unit}, the geometry has {area} m²: {difference} m² differ (tolerance {tolerance} m²).</source>
            <translation>填报 {declared} {unit}，图形面积 {area} m²：相差 {difference} m²（限差 {tolerance} m²）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_declared.py" />
            <source>Sum of the parcels differs from the project area</source>
            <translation>地块面积之和与项目面积不符</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_declared.py" />
            <source>The parcels together against 总用地面积 of [项目信息], in hectares.</source>
            <translation>全部地块面积之和与 [项目信息] 中的总用地面积比较，单位公顷。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_declared.py" />
            <source>Above this share it is an error</source>
            <translation>差异比例大于此值为错误</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_declared.py" />
            <source>总用地面积 is {declared} ha, the parcels together have {area} ha.</source>
            <translation>总用地面积为 {declared} 公顷，地块合计 {area} 公顷。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_declared.py" />
            <source>Declared area fits only if inner rings are not cut out</source>
            <translation>填报面积未扣除内圈才相符</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_declared.py" />
            <source>Containment says hole, the declared area says otherwise: one of them is wrong.</source>
            <translation>按包含关系为孔洞，按填报面积则不是：两者必有一误。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_declared.py" />
            <source>The declared area {declared} is that of the outer rings without cutting holes.</source>
            <translation>填报面积 {declared} 为外圈面积，未扣除孔洞。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_declared.py" />
            <source>The declared area {declared} adds the inner rings instead of cutting them out.</source>
            <translation>填报面积 {declared} 加上了内圈，而非扣除。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_declared.py" />
            <source>Structure of 不动产单元号 or 宗地代码</source>
            <translation>不动产单元号或宗地代码的结构</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_declared.py" />
            <source>28 characters: 6 county, 3 + 3 cadastral areas, 2 letters, 5 serial, then 1 letter and 8 digits.</source>
            <translation>共 28 位：县级行政区 6 位，地籍区、地籍子区各 3 位，特征码 2 个字母，序号 5 位，其后 1 个字母和 8 位数字。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_declared.py" />
            <source>{field} {value}: the serial number is 00000.</source>
            <translation>{field} {value}：序号为 00000。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_declared.py" />
            <source>{field} {value} has {count} characters; {length} are required.</source>
            <translation>{field} {value} 有 {count} 位，应为 {length} 位。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_declared.py" />
            <source>{field} {value}: characters {positions} ({part}) read “{text}”; expected is {expected}.</source>
            <translation>{field} {value}：第 {positions} 位（{part}）为“{text}”，应为 {expected}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_declared.py" />
            <source>Codes of a parcel contradict each other</source>
            <translation>同一地块的代码互相矛盾</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_declared.py" />
            <source>宗地代码 is the first 19 characters of 不动产单元号; the cadastral areas its first 9 and 12.</source>
            <translation>宗地代码为不动产单元号前 19 位；地籍区、地籍子区为其前 9 位和前 12 位。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_declared.py" />
            <source>{field} is {value}; by the unit code it would be {expected}.</source>
            <translation>{field} 为 {value}；按单元号应为 {expected}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_declared.py" />
            <source>Unusual 不动产单元号</source>
            <translation>不动产单元号不合惯例</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_declared.py" />
            <source>Habits of coding: cadastral area 000000 for sea and islands only, A (土地所有权) with W.</source>
            <translation>编码惯例：地籍区、地籍子区为 000000 的仅限海域和海岛；A（土地所有权）与 W 同用。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_declared.py" />
            <source>{value}: cadastral areas 000000 are usual for sea and islands only.</source>
            <translation>{value}：地籍区、地籍子区为 000000 的通常仅限海域和海岛。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_declared.py" />
            <source>{value}: ownership of land (A) goes with W (no building).</source>
            <translation>{value}：土地所有权（A）应与 W（无建筑物）同用。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_declared.py" />
            <source>不动产单元号 or 宗地代码 repeated</source>
            <translation>不动产单元号或宗地代码重复</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_declared.py" />
            <source>A unit code stands for one unit only, a parcel code for one parcel.</source>
            <translation>一个单元号只对应一个单元，一个宗地代码只对应一个地块。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_declared.py" />
            <source>{field} {value} is also that of {other}.</source>
            <translation>{field} {value} 与 {other} 相同。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_ring.py" />
            <source>Ring not closed</source>
            <translation>圈未闭合</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_ring.py" />
            <source>The last row of a ring must repeat the coordinates of its first row exactly.</source>
            <translation>圈的末行坐标必须与首行完全相同。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_ring.py" />
            <source>Ring {ring} is not closed: its last row {point} lies {distance} m from its first.</source>
            <translation>圈 {ring} 未闭合：末行 {point} 距首行 {distance} m。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_ring.py" />
            <source>Fewer than three different points in a ring</source>
            <translation>圈内不同的点少于三个</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_ring.py" />
            <source>A ring needs at least three different points and a closing row, and all must be numbers.</source>
            <translation>一个圈至少要有三个不同的点和一个闭合行，且均为数值。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_ring.py" />
            <source>Ring {ring} has only {count} different points; three are needed.</source>
            <translation>圈 {ring} 只有 {count} 个不同的点；至少要三个。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_ring.py" />
            <source>Ring {ring}: a coordinate of point {point} is no number that can be computed with; the ring is left out.</source>
            <translation>圈 {ring}：界址点 {point} 有坐标不是可计算的数值；该圈不计入。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_ring.py" />
            <source>Same point twice in a row</source>
            <translation>连续重复点</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_ring.py" />
            <source>Two consecutive points closer than the tolerance are one point.</source>
            <translation>连续两点距离小于限差即为同一点。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_ring.py" />
            <source>Points closer than this are the same</source>
            <translation>近于此值的点视为同一点</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_ring.py" />
            <source>Points {point} and {next} are {distance} m apart: the same point twice.</source>
            <translation>界址点 {point} 与 {next} 相距 {distance} m：同一点重复。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_ring.py" />
            <source>Same point number at different places in a ring</source>
            <translation>圈内同一点号对应不同位置</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_ring.py" />
            <source>A boundary-point number may stand for one place only within its ring.</source>
            <translation>同一圈内一个界址点号只能对应一个位置。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_ring.py" />
            <source>Point number {point} occurs twice in ring {ring}, {distance} m apart (first in line {first}).</source>
            <translation>点号 {point} 在圈 {ring} 中出现两次，相距 {distance} m（首次在第 {first} 行）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_ring.py" />
            <source>Ring runs the other way round</source>
            <translation>圈的方向相反</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_ring.py" />
            <source>Outer rings run clockwise and inner rings counter-clockwise in survey numbering.</source>
            <translation>测量编号惯例：外圈顺时针，内圈逆时针。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_ring.py" />
            <source>Inner ring {ring} runs clockwise; counter-clockwise is usual.</source>
            <translation>内圈 {ring} 为顺时针；通常为逆时针。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_ring.py" />
            <source>Outer ring {ring} runs counter-clockwise; clockwise is usual.</source>
            <translation>外圈 {ring} 为逆时针；通常为顺时针。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_ring.py" />
            <source>Numbering does not start in the north-west</source>
            <translation>编号未从西北角开始</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_ring.py" />
            <source>The first point of a parcel is the one nearest the north-west corner of its bounding box.</source>
            <translation>地块首点为最靠近外接矩形西北角的点。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_ring.py" />
            <source>Expected start: nw (nearest the corner), north (north-most)</source>
            <translation>起点规定：nw（最靠近西北角）、north（最北点）</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_ring.py" />
            <source>Numbering starts at {point}; by the north-west rule it would start at {expected}.</source>
            <translation>编号从 {point} 开始；按西北角规则应从 {expected} 开始。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_ring.py" />
            <source>Decimals of the coordinates</source>
            <translation>坐标小数位数</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_ring.py" />
            <source>More decimals than the precision are noise and are cut on writing; fewer are suspect.</source>
            <translation>超出精度的小数没有意义，写出时会取位；位数偏少则可疑。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_ring.py" />
            <source>Also report parcels whose coordinates all have fewer decimals</source>
            <translation>全部坐标小数位数偏少的地块也予列出</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_ring.py" />
            <source>{count} points have more than {decimals} decimals (first {point}); writing them moves a point by up to {distance} mm.</source>
            <translation>{count} 个点的小数多于 {decimals} 位（首个为 {point}）；写出时点位移动最多 {distance} mm。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_ring.py" />
            <source>No coordinate of the parcel has {decimals} decimals: were they rounded before?</source>
            <translation>地块没有一个坐标达到 {decimals} 位小数：是否曾经取整？</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_ring.py" />
            <source>Very many points in a ring</source>
            <translation>圈内点数过多</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_ring.py" />
            <source>Some receiving programs are slow or refuse rings with so many points.</source>
            <translation>有些接收软件处理点数很多的圈会变慢或拒收。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_ring.py" />
            <source>Rings with more points than this are reported</source>
            <translation>点数多于此值的圈予以列出</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_ring.py" />
            <source>Ring {ring} has {count} points (more than {limit}).</source>
            <translation>圈 {ring} 有 {count} 个点（多于 {limit} 个）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>Parcel without area</source>
            <translation>地块没有面积</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>No ring of the parcel encloses an area, so nothing about it can be computed.</source>
            <translation>地块没有一个圈围成面积，无法计算任何指标。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>The parcel has no ring that encloses an area.</source>
            <translation>地块没有围成面积的圈。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>Parcel of several parts</source>
            <translation>多部件地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>Receiving programs disagree on parts and holes: one parcel for each part is the safe way.</source>
            <translation>接收软件对部件和孔洞的读法不一：每个部件单列一个地块最稳妥。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>The parcel has {count} separate parts.</source>
            <translation>地块由 {count} 个分离的部件组成。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>Narrow parcel</source>
            <translation>狭长地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>Narrow by the sides of the smallest rectangle, or by mean width (twice area by perimeter).</source>
            <translation>按最小外接矩形的边长比，或按平均宽度（两倍面积除以周长）判断。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>Width to length below this is narrow</source>
            <translation>宽长比小于此值为狭长</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>Mean width up to this is narrow</source>
            <translation>平均宽度不超过此值为狭长</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>Narrow: {width} m by {length} m, ratio {ratio} (limit {limit}), mean width {mean} m.</source>
            <translation>狭长：宽 {width} m，长 {length} m，宽长比 {ratio}（限值 {limit}），平均宽度 {mean} m。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>Sliver</source>
            <translation>碎面</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>Small or thin (area or width), and stretched by at least two of three measures of shape.</source>
            <translation>面积或宽度很小，且三项形状指标中至少两项表明细长。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>Size: area up to this</source>
            <translation>大小：面积不超过此值</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>and width of the smallest rectangle up to this</source>
            <translation>且最小外接矩形宽度不超过此值</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>Shape: length to width from this</source>
            <translation>形状：长宽比达到此值</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>Shape: 4πA/P² up to this</source>
            <translation>形状：4πA/P² 不超过此值</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>Shape: P²/A from this</source>
            <translation>形状：P²/A 达到此值</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>Sliver: {area} m², {width} m wide, {length} m long, 4πA/P² = {roundness}.</source>
            <translation>碎面：{area} m²，宽 {width} m，长 {length} m，4πA/P² = {roundness}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>Tiny part</source>
            <translation>微小部件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>A part of a parcel smaller than the limit is often left over from an overlay.</source>
            <translation>地块中小于限值的部件常为叠加分析的残留。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>Parts smaller than this are reported</source>
            <translation>小于此值的部件予以列出</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>A part of only {area} m² (limit {limit} m²).</source>
            <translation>有一个部件仅 {area} m²（限值 {limit} m²）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>Very short line</source>
            <translation>碎线</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>A line piece (碎线) shorter than the limit is often left over from an overlay.</source>
            <translation>短于限值的线段（碎线）常为叠加分析的残留。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>Lines shorter than this are reported</source>
            <translation>短于此值的线予以列出</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>Line {ring} is only {length} m long (limit {limit} m).</source>
            <translation>线 {ring} 仅长 {length} m（限值 {limit} m）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>Smaller than the smallest patch of its land class</source>
            <translation>小于该地类的最小上图图斑面积</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>A patch below the smallest size of the land survey is not mapped on its own there.</source>
            <translation>小于国土调查最小上图面积的图斑不单独上图。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>Construction land and facility farmland</source>
            <translation>建设用地和设施农用地</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>Other agricultural land</source>
            <translation>其他农用地</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>All other land</source>
            <translation>其余各类土地</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_shape.py" />
            <source>{area} m² of {land_class}: the smallest patch is {limit} m².</source>
            <translation>{land_class} {area} m²：最小上图图斑为 {limit} m²。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_validity.py" />
            <source>Boundary crosses itself</source>
            <translation>界线自相交</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_validity.py" />
            <source>A ring must not cross itself or run along itself; its area would not be defined.</source>
            <translation>圈不得自相交或自重叠，否则面积无定义。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_validity.py" />
            <source>Edge {a} crosses edge {b} at X {x}, Y {y}.</source>
            <translation>边 {a} 与边 {b} 在 X {x}、Y {y} 处相交。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_validity.py" />
            <source>Edge {a} runs along edge {b} near X {x}, Y {y}.</source>
            <translation>边 {a} 与边 {b} 在 X {x}、Y {y} 附近重叠。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_validity.py" />
            <source>The parcel is no valid polygon: {reason}.</source>
            <translation>地块不是有效的面：{reason}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_validity.py" />
            <source>Boundary touches itself</source>
            <translation>界线自相接</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_validity.py" />
            <source>A ring must not come back to one of its own points; programs read such a ring differently.</source>
            <translation>圈不得回到自身的某一点；各软件对此类圈的读法不一。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_validity.py" />
            <source>Ring {ring} touches itself at X {x}, Y {y} (edges {a} and {b}).</source>
            <translation>圈 {ring} 在 X {x}、Y {y} 处自相接（边 {a} 与边 {b}）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_validity.py" />
            <source>Rings of a parcel cross or overlap</source>
            <translation>地块各圈相交或重叠</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_validity.py" />
            <source>Inner rings lie inside the outer ring and apart from each other; parts lie apart.</source>
            <translation>内圈应在外圈之内且互不相交；各部件应分离。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_validity.py" />
            <source>Ring {ring} crosses ring {other} at X {x}, Y {y} (edges {a} and {b}).</source>
            <translation>圈 {ring} 与圈 {other} 在 X {x}、Y {y} 处相交（边 {a} 与边 {b}）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_validity.py" />
            <source>Ring {ring} runs along ring {other} near X {x}, Y {y} (edges {a} and {b}).</source>
            <translation>圈 {ring} 与圈 {other} 在 X {x}、Y {y} 附近重叠（边 {a} 与边 {b}）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_validity.py" />
            <source>Ring {ring} and ring {other} touch at X {x}, Y {y} and leave no valid polygon.</source>
            <translation>圈 {ring} 与圈 {other} 在 X {x}、Y {y} 处相接，无法构成有效的面。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_validity.py" />
            <source>Rings of a parcel touch</source>
            <translation>地块各圈相接</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_validity.py" />
            <source>A hole or part that touches another ring at a point is valid, but often a slip.</source>
            <translation>孔洞或部件与另一圈点接触是有效的，但常为失误。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_validity.py" />
            <source>Ring {ring} touches ring {other} at X {x}, Y {y}.</source>
            <translation>圈 {ring} 与圈 {other} 在 X {x}、Y {y} 处相接。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_validity.py" />
            <source>Part inside a hole</source>
            <translation>孔洞内的部件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_validity.py" />
            <source>A ring nested deeper than a hole is read differently by receiving programs.</source>
            <translation>嵌套比孔洞更深的圈，各接收软件读法不一。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/rules_validity.py" />
            <source>Ring {ring} lies inside the hole {other}: it counts as a part of the parcel.</source>
            <translation>圈 {ring} 位于孔洞 {other} 之内：按地块的一个部件计。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/runner.py" />
            <source>A rule could not be run</source>
            <translation>规则无法运行</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/runner.py" />
            <source>The rule met data that it cannot handle; the other rules and parcels were checked all the same.</source>
            <translation>规则遇到无法处理的数据；其他规则和地块均已照常检查。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/runner.py" />
            <source>Rule {rule} could not be run here: {error}.</source>
            <translation>规则 {rule} 在此无法运行：{error}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/table.py" />
            <source>Rule</source>
            <translation>规则</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/table.py" />
            <source>Title</source>
            <translation>标题</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/table.py" />
            <source>Severity</source>
            <translation>级别</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/table.py" />
            <source>Meaning</source>
            <translation>含义</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/table.py" />
            <source>Thresholds</source>
            <translation>限值</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/table.py" />
            <source>Source</source>
            <translation>来源</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/table.py" />
            <source>Confidence</source>
            <translation>可信度</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/checks/table.py" />
            <source>Repair offered</source>
            <translation>可用的修复</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/exchange/rules.py" />
            <source>… and {count} more findings of this rule, not listed one by one (after the first {limit}): lines {lines}.</source>
            <translation>……该规则另有 {count} 条检查结果未逐条列出（只列出前 {limit} 条）：第 {lines} 行。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/class_areas.py" />
            <source>The land-class pieces of parcel {parcel} sum to {pieces} m², the parcel has {area} m². Review it again.</source>
            <translation>地块 {parcel} 的地类面积合计 {pieces} m²，地块面积 {area} m²。请重新联审。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/class_areas.py" />
            <source>The boundary of parcel {parcel} crosses itself: the formula gives {area} m², the ground that it encloses has {pieces} m²; the land classes were closed to the former.</source>
            <translation>地块 {parcel} 的界线自相交：按坐标公式面积为 {area} 平方米，所围地面为 {pieces} 平方米；地类面积已按前者闭合。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/class_areas.py" />
            <source>The land-class areas of parcel {parcel} summed to {pieces} ha instead of {area} ha and were closed again.</source>
            <translation>地块 {parcel} 的地类面积合计 {pieces} 公顷，而地块为 {area} 公顷，已重新平差闭合。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/compare.py" />
            <source>{file}: {what} is {found}, {other} has {expected}.</source>
            <translation>{file}：{what} 为 {found}，{other} 为 {expected}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/compare.py" />
            <source>{file}: the total in {what} is {found}, its cells sum to {total}.</source>
            <translation>{file}：{what} 的合计为 {found}，各项之和为 {total}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/compare.py" />
            <source>{file}: the land-class pieces of parcel {parcel} sum to {found} ha, the parcel has {total} ha.</source>
            <translation>{file}：地块 {parcel} 的地类面积之和为 {found} 公顷，地块为 {total} 公顷。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/compare.py" />
            <source>{file}: {count} further differences are not listed.</source>
            <translation>{file}：另有 {count} 处不同未列出。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/data.py" />
            <source>Characters of {names} that file names cannot hold were replaced by “_” in the names of the package.</source>
            <translation>名称中含有文件名不允许的字符（{names}），在成果包的文件名中以“_”代替。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/data.py" />
            <source>“{path}” takes {length} of the {limit} characters that a path may have in Windows: unpack it near the top of a drive.</source>
            <translation>“{path}”有 {length} 个字符，Windows 的路径最多 {limit} 个：请解压到靠近盘符的文件夹。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/data.py" />
            <source>The parcels were not checked before the package was made.</source>
            <translation>制作成果包之前未检查地块。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/data.py" />
            <source>The parcels were not reviewed against the one map before the package was made: approvals and land classes are stated as not checked.</source>
            <translation>制作成果包之前地块未与一张图联审：审批事项和地类均注明为未检查。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/data.py" />
            <source>{count} errors are still open; report and manifest say so.</source>
            <translation>尚有 {count} 个错误待处理；报告和清单中已注明。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/pdf_check.py" />
            <source>{file} does not show {what} as {expected}, as {other} has it.</source>
            <translation>{file} 中没有按 {other} 写出 {what}：{expected}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/published.py" />
            <source>Parcel {parcel} has no ring with three points and is not in the package.</source>
            <translation>地块 {parcel} 没有满三个点的圈，未列入成果包。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/published.py" />
            <source>{count} points of parcel {parcel} were rounded to {decimals} decimals, by {worst} m at most, in every file of the package.</source>
            <translation>地块 {parcel} 有 {count} 个点在成果包各文件中取至 {decimals} 位小数，最大变动 {worst} m。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/published.py" />
            <source>{count} rings of parcel {parcel} were not closed in the file read; the package repeats their first point.</source>
            <translation>地块 {parcel} 有 {count} 个圈在读入的文件中未闭合；成果包中重复其首点。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/published.py" />
            <source>{count} rings of parcel {parcel} had points without a number; they were numbered J1, J2 … in file order.</source>
            <translation>地块 {parcel} 有 {count} 个圈的点没有点号；已按文件顺序编为 J1、J2……</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/receive.py" />
            <source>{file} cannot be read: {why}</source>
            <translation>{file} 无法读取：{why}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/receive.py" />
            <source>{file} is missing.</source>
            <translation>缺少 {file}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/receive.py" />
            <source>{file} is in the manifest but not in the package.</source>
            <translation>{file} 在清单中，但不在成果包中。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/receive.py" />
            <source>{file} was changed after the package was made: its SHA-256 is not that of the manifest.</source>
            <translation>{file} 在成果包制成后被改动：其 SHA-256 与清单不符。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/receive.py" />
            <source>{file} is not in the manifest.</source>
            <translation>{file} 不在清单中。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/receive.py" />
            <source>{file} does not belong to {other}: one was changed.</source>
            <translation>{file} 与 {other} 不配套：其中之一被改动。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/receive.py" />
            <source>{file}, which the profile “{profile}” asks for, is missing.</source>
            <translation>缺少方案“{profile}”要求的 {file}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/receive.py" />
            <source>{file} has to be added by hand and is not there.</source>
            <translation>{file} 须人工放入，现在没有。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/receive.py" />
            <source>{file} holds the right values but is not, byte for byte, the file that was written.</source>
            <translation>{file} 的数值一致，但逐字节比对不是当初写出的文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/receive.py" />
            <source>The profile of the package is not known: {why}</source>
            <translation>成果包的方案无法识别：{why}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>Coordinates were written with fewer decimals than read</source>
            <translation>写出的坐标小数位数少于读入</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>An open ring was closed in the package</source>
            <translation>未闭合的圈在成果包中已闭合</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>Boundary points without a number were numbered</source>
            <translation>没有点号的界址点已编号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>A parcel without a usable ring is not in the package</source>
            <translation>没有可用圈的地块未列入成果包</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>The package was made with open errors</source>
            <translation>成果包制作时尚有错误待处理</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>A step was not run before the package was made</source>
            <translation>制作成果包之前有步骤未运行</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>Land-class areas were closed to the parcel again</source>
            <translation>地类面积已按地块重新平差闭合</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>The review belongs to other coordinates than the parcels</source>
            <translation>联审所用坐标与地块不同</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>The area of a parcel that crosses itself is not that of its ground</source>
            <translation>自相交地块的面积不等于它所围的地面</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>Characters that file names cannot hold were replaced</source>
            <translation>文件名不允许的字符已被代替</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>A path of the package is long for Windows</source>
            <translation>成果包里有路径对 Windows 来说偏长</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>A package of this name was there already; the new one has another name</source>
            <translation>已有同名成果包；新包另取名称</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>The review file could not take the note that a package was made</source>
            <translation>审查文件未能记下成果包已制作</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>The profile asks for a file that has to be added by hand</source>
            <translation>方案要求的文件须人工放入</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>The map scale is smaller than the profile asks</source>
            <translation>图件比例尺小于方案要求</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>Not every boundary point number has room on the map</source>
            <translation>图上放不下全部界址点号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>Not every parcel has a map page of its own</source>
            <translation>并非每个地块都有单独图页</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>No Chinese font of the list was found</source>
            <translation>未找到列表中的中文字体</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>The manifest is missing, unreadable or was changed</source>
            <translation>清单缺失、无法读取或被改动</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>A file was changed</source>
            <translation>文件被改动</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>A file has another size</source>
            <translation>文件大小不符</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>A file is missing</source>
            <translation>缺少文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>A file is not in the manifest</source>
            <translation>文件不在清单中</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>The zip file is not as it was written</source>
            <translation>ZIP 文件与写出时不同</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>A file cannot be read</source>
            <translation>文件无法读取</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>An element that the profile asks for is missing</source>
            <translation>缺少方案要求的要件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>A file that has to be added by hand is not there</source>
            <translation>须人工放入的文件没有放入</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>The coordinate system differs between files</source>
            <translation>各文件坐标系不一致</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>The number of parcels differs between files</source>
            <translation>各文件地块数不一致</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>The number of boundary points differs between files</source>
            <translation>各文件界址点数不一致</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>A coordinate differs between files</source>
            <translation>各文件坐标不一致</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>A boundary point number differs between files</source>
            <translation>各文件界址点号不一致</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>An area differs between files</source>
            <translation>各文件面积不一致</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>A name or number of a parcel differs between files</source>
            <translation>各文件地块名称或编号不一致</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>A table cell differs from the other files</source>
            <translation>表格单元与其他文件不一致</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>A total is not the sum of its cells</source>
            <translation>合计不等于各项之和</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>A file is not built as it was written</source>
            <translation>文件结构与写出时不同</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/package/rules.py" />
            <source>A PDF has other pages or shows other numbers than the other files</source>
            <translation>PDF 的页数或数字与其他文件不一致</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/files.py" />
            <source>File could not be read</source>
            <translation>文件无法读取</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/files.py" />
            <source>File is no parcel file</source>
            <translation>文件不是地块文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/files.py" />
            <source>Archive member could not be read</source>
            <translation>压缩包中的文件无法读取</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/files.py" />
            <source>No coordinate system</source>
            <translation>没有坐标系</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/files.py" />
            <source>Coordinate system is not CGCS2000</source>
            <translation>坐标系不是 CGCS2000</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/files.py" />
            <source>Coordinates are degrees</source>
            <translation>坐标为经纬度</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/files.py" />
            <source>Files in different coordinate systems</source>
            <translation>各文件坐标系不同</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/files.py" />
            <source>Text encoding was inferred</source>
            <translation>文字编码为推断</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/files.py" />
            <source>A part of the Shapefile is missing</source>
            <translation>Shapefile 缺少组成文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/files.py" />
            <source>Arcs were segmented</source>
            <translation>圆弧已离散为折线</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/files.py" />
            <source>Heights or measures were left out</source>
            <translation>高程或测量值已舍去</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/files.py" />
            <source>Feature without geometry</source>
            <translation>要素没有图形</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/files.py" />
            <source>Boundary line is not closed</source>
            <translation>界线未闭合</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/files.py" />
            <source>Not a face</source>
            <translation>不是面</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/files.py" />
            <source>Parcel could not be measured</source>
            <translation>地块无法量算</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/files.py" />
            <source>North and east were exchanged as asked</source>
            <translation>已按要求互换南北与东西坐标</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/files.py" />
            <source>Closed lines inside others became holes</source>
            <translation>套在其他线内的闭合线作为孔洞</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/files.py" />
            <source>Administrative boundary was not used</source>
            <translation>行政界线未采用</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/files.py" />
            <source>Files were read by another check profile</source>
            <translation>读入时用的是别的检查方案</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/files.py" />
            <source>Parcels made from closed lines</source>
            <translation>由闭合线生成的地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>A file that cannot be opened is left out; the others are read all the same.</source>
            <translation>打不开的文件跳过，其他文件照常读入。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>The file holds nothing that could be a parcel; nothing of it was taken.</source>
            <translation>文件里没有可作地块的内容，未取用。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>A file in the archive could not be unpacked: unpack it by hand and read it alone.</source>
            <translation>压缩包里的文件无法解开：请手工解开后单独读入。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Without a coordinate system parcels cannot be placed: add the .prj, or choose the system when reading.</source>
            <translation>没有坐标系，地块就无法定位：补上 .prj，或在读入时选择坐标系。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Parcels are handed in on CGCS2000; other systems are shown as they are and never transformed silently.</source>
            <translation>地块成果须用 2000 国家大地坐标系；其他坐标系照原样显示，绝不擅自转换。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Degrees are kept as read; areas and lengths are computed on the plane of their zone.</source>
            <translation>经纬度照原样保留，面积和长度在所在带的平面上计算。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>One review has one coordinate system: give files in another system a review of their own.</source>
            <translation>一个审查文件只用一个坐标系：坐标系不同的文件请另建审查文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Nothing states the encoding of the texts; look at names and uses, and add a .cpg if they are wrong.</source>
            <translation>文本编码没有注明；请核对名称和用途，若有乱码请补 .cpg。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>A Shapefile is several files; without one of them attributes or the coordinate system are missing.</source>
            <translation>Shapefile 由多个文件组成，缺了其中之一就会少属性或坐标系。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Boundary points are straight connections: arcs became short chords within the stated tolerance.</source>
            <translation>界址点之间是直线：圆弧已按所述容差化为短弦。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Boundary points are plane coordinates; heights and measures are not used.</source>
            <translation>界址点是平面坐标，不用高程和量测值。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>A row without shape has attributes, but no parcel: look for it in the source.</source>
            <translation>有属性而没有图形的记录不成地块：请回到源数据核对。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>A parcel needs a closed line: close it in the drawing, or connect its pieces.</source>
            <translation>地块要由闭合线围成：请在图中闭合，或把各段连起来。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Points and lines of a layer are no parcels and were left out.</source>
            <translation>图层里的点和线不是地块，未取用。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Area or length could not be computed from these coordinates.</source>
            <translation>由这些坐标算不出面积或长度。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>You asked to exchange the axes; the exchange is kept in the run's record.</source>
            <translation>按您的要求对调了坐标轴，已记入运行记录。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>In a drawing nothing says what a closed line inside another means: check that it is cut out.</source>
            <translation>图中没有说明套在里面的闭合线是什么：请核对确应挖除。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>The comparison with the administrative boundary was not made, or has to be made again.</source>
            <translation>与行政界线的核对没有做，或须重做。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Thresholds of reading work when a file is read: another profile needs the file again.</source>
            <translation>读入规则的限值在读入时起作用：换了方案要重新读入文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>The drawing has lines, not faces: check that each closed line is a parcel.</source>
            <translation>图中是线而不是面：请核对每条闭合线确为一个地块。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>A file has one encoding; parts were pasted from another file. Write it anew in one.</source>
            <translation>一个文件只应有一种编码，部分内容像是从别处粘贴来的。请统一后重新保存。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>The bytes belong to no known text: the file was damaged, or is no text file.</source>
            <translation>这些字节不成文字：文件已损坏，或不是文本文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Expected: GBK or UTF-8.</source>
            <translation>应为 GBK 或 UTF-8。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Expected: no mark before the first section. Write the file in GBK or in UTF-8 without mark.</source>
            <translation>第一个段名之前不应有标记。请存为 GBK 或不带标记的 UTF-8。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Older receiving programs read GBK only and show other characters as question marks.</source>
            <translation>较早的接收软件只认 GBK，其他字符会变成问号。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Invisible characters come from copying; some programs stop at them. Type the value again.</source>
            <translation>不可见字符多由复制带入，有些软件遇到就停。请重新输入该值。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Expected: carriage return and line feed (CRLF) at the end of every line.</source>
            <translation>每行末尾应为回车换行（CRLF）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Split the file by parcels if the receiver refuses it.</source>
            <translation>接收方不收时请按地块拆分文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Copying or sending stopped half-way: what is missing cannot be told.</source>
            <translation>复制或传送中断：缺了多少无从得知。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Expected: [属性描述] with the header, then [地块坐标] with the parcels.</source>
            <translation>应先有 [属性描述]，再有 [地块坐标]。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Some programs write the tag twice; it is read once.</source>
            <translation>有些软件会把段名写两遍，按一遍读。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Programs that expect one block lose parcels: write the blocks into one, or into files of their own.</source>
            <translation>只认一段的软件会丢地块：请合成一段，或各存一个文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Zone, width and unit must be the same in all blocks of a file.</source>
            <translation>同一文件各段的带号、分带和单位必须一致。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>The profile asks for this header row; checking programs refuse a header without it.</source>
            <translation>该格式要求这一项，质检软件不收缺项的文件头。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Fill it in; where nothing is known the profile's default is usual.</source>
            <translation>请填写；没有内容时通常用格式的默认值。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Delete one of the rows: programs take the first, the last, or stop.</source>
            <translation>请删去其一：软件有的取第一个，有的取最后一个，有的会出错。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Programs that know only the usual rows may stop at it.</source>
            <translation>只认常用项的软件可能会停在这里。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Programs that count lines read a wrong value: keep the order and the number of the profile.</source>
            <translation>按行号读取的软件会读错：请保持该格式的顺序和项数。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>It is neither header, parcel line nor point line; it is kept, but not used.</source>
            <translation>既不是文件头，也不是地块行或点行；保留但不使用。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Programs that read by position may take it for a parcel: leave it out before handing in.</source>
            <translation>按位置读取的软件可能把它当作地块：提交前请删去。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Numbers, commas and brackets must be half-width; texts may hold full-width signs.</source>
            <translation>数字、逗号和方括号须用半角；文字内容里可用全角符号。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Values stand between commas without blanks.</source>
            <translation>逗号之间的值前后不应有空格。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Expected: half-width commas.</source>
            <translation>应为半角逗号。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Expected: a comma, then @.</source>
            <translation>@ 之前应有逗号。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>@ is the last character of a parcel line.</source>
            <translation>@ 应是地块行的最后一个字符。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Without @ most programs do not know a parcel line.</source>
            <translation>没有 @，多数软件认不出地块行。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Compare the values of some parcels with the file before going on.</source>
            <translation>请先拿几个地块的值与文件核对。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Your own profile table has a fault; the others are used.</source>
            <translation>自有格式表有错，其他格式照常使用。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Commas in a name or use shift all values after them.</source>
            <translation>名称或用途里的逗号会使后面的值错位。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Receiving programs take faces only: write 面.</source>
            <translation>接收软件只收面：请写“面”。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Fill in the number as in the survey report.</source>
            <translation>请按勘测定界技术报告书填写编号。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Fill in the name, for example 地块1.</source>
            <translation>请填写名称，例如“地块1”。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Number and name together must be unique in a file.</source>
            <translation>编号和名称合起来在文件里应唯一。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Export the file again with the columns mapped, or fill in the values.</source>
            <translation>请对应好字段重新导出，或补填这些值。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Delete the parcel line, or add its points.</source>
            <translation>请删去该地块行，或补上界址点。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Every group of points needs a parcel line before it.</source>
            <translation>每组界址点之前都应有地块行。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Check that it is the right file, and its sections.</source>
            <translation>请核对文件是否选对、段名是否齐全。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>This dialect has one parcel line for each ring; rings of one feature make one parcel.</source>
            <translation>该格式每圈一个地块行，同一要素的各圈合为一个地块。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>The number counts all point lines, closing lines included.</source>
            <translation>点数是全部点行之数，含闭合行。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Most programs count closing lines too; those that stop at the number miss the last line.</source>
            <translation>多数软件连闭合行一起数；按点数读取的软件会漏掉最后一行。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>A known slip of an exporting program: one closing line is left out whatever the number of rings.</source>
            <translation>某导出软件的已知毛病：不论几圈都只少算一个闭合行。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Expected: a whole number.</source>
            <translation>应为整数。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Expected: J and a number, or a number.</source>
            <translation>应为 J 加数字，或数字。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>A label stands for one place in its ring, and again only for its closing line.</source>
            <translation>一个点号在一圈里只代表一处，闭合行除外。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Ring numbers run 1, 2, 3 within a parcel.</source>
            <translation>圈号在地块内应为 1、2、3 连续。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Expected: a whole number in the column of rings.</source>
            <translation>圈号一列应为整数。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>A ring ends where it closes; what follows needs a number of its own.</source>
            <translation>闭合处即为一圈之末，后面的点应另有圈号。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Expected: plain decimal numbers without letters, blanks or exponents.</source>
            <translation>应为普通小数，不含字母、空格和指数。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Compare the line with its neighbours; a comma is missing or too many.</source>
            <translation>请与相邻行比较，多半是少了或多了逗号。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>They are no part of the profile.</source>
            <translation>它们不属于该格式。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Header and coordinates should state one precision, usually 0.001 m.</source>
            <translation>文件头与坐标的精度应一致，通常为 0.001 米。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Expected: the last line of a ring repeats its first one, label and coordinates.</source>
            <translation>每圈最后一行应与第一行的点号、坐标相同。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Position, declared area and direction of a ring should say the same; position is followed.</source>
            <translation>圈的位置、填报面积和方向应一致；以位置为准。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Expected: a number, with four decimals for hectares.</source>
            <translation>应为数字，公顷保留四位小数。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>The unit was told from the geometry; state areas in the unit of the profile.</source>
            <translation>单位由图形推断；请按该格式的单位填写面积。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>State all areas of a file in one unit.</source>
            <translation>同一文件的面积应用同一单位。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Number or boundary is wrong; nothing is corrected.</source>
            <translation>面积或界线有一个不对；不作改动。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Parcels are missing, or the total of the project was not brought up to date.</source>
            <translation>可能缺地块，或项目总面积没有更新。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Expected: 2000国家大地坐标系.</source>
            <translation>应为“2000国家大地坐标系”。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Results are handed in on CGCS2000 only.</source>
            <translation>成果只收 2000 国家大地坐标系。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Zone numbers 13 to 23 are 6-degree, 25 to 45 are 3-degree zones.</source>
            <translation>带号 13 至 23 为六度带，25 至 45 为三度带。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Expected: 25 to 45 (3-degree) or 13 to 23 (6-degree).</source>
            <translation>应为 25 至 45（三度带）或 13 至 23（六度带）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>The row 带号 takes the zone number: the meridian divided by 3 in 3-degree zones.</source>
            <translation>“带号”应填带号：三度带为中央子午线除以 3。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>The first two of eight digits of the easting are the zone number.</source>
            <translation>8 位横坐标的前两位是带号。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Far east of its meridian an easting runs into the next million; the declared zone outranks the digits.</source>
            <translation>离中央子午线太远时横坐标会进到下一个百万；以声明的带号为准。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>All eastings of a file have a zone number, or none has.</source>
            <translation>同一文件的横坐标应都带或都不带带号。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Fill in the row 带号 all the same.</source>
            <translation>“带号”一项仍请填写。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>A zone is never guessed from the map.</source>
            <translation>带号绝不从地图上猜。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Check that the system that you gave is that of the file.</source>
            <translation>请核对所给坐标系确是该文件的坐标系。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>X is north with seven digits, Y is east with six, or eight with zone number.</source>
            <translation>X 为北、7 位；Y 为东、6 位，带带号为 8 位。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Profiles in metres need a projection first.</source>
            <translation>以米为单位的格式需先投影。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Digits are missing or too many, or the columns are others.</source>
            <translation>数字多了或少了，或列不是坐标。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Receivers take three decimals; check again when points move noticeably.</source>
            <translation>接收方用三位小数；移动明显时请重新检查。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Of points that fall together one is to be dropped, by a repair that you choose.</source>
            <translation>重合的点应去掉一个，由您选择修复。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>What most receiving programs take at once: GBK, CRLF, J labels, zone number, turning and parts as they expect.</source>
            <translation>多数接收软件都收的形式：GBK、CRLF、J 点号、带带号，方向和部件合其要求。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>The parcel is in the first file only.</source>
            <translation>该地块只在第一个文件里。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>The parcel is in the second file only.</source>
            <translation>该地块只在第二个文件里。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Rings or points were added or left out.</source>
            <translation>多了或少了圈或点。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>The place is that of the first file.</source>
            <translation>位置按第一个文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>The points are the same, the boundary between them is not.</source>
            <translation>点相同，连成的界线不同。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Numbers, names, uses, sheets, classes and areas are compared.</source>
            <translation>比较编号、名称、用途、图幅号、地类和面积。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>A column that only one of the files has is no difference of its parcels.</source>
            <translation>只有一个文件有的字段不算地块的差异。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Degrees and metres of one datum are compared on a plane; other systems cannot be compared by coordinates.</source>
            <translation>同一基准的经纬度与平面坐标投到平面上比对；其他坐标系之间无法比较坐标。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>The attributes stand in one file, the points in the other.</source>
            <translation>属性和界址点分在两个文件里。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>They were joined by the name of the parcel.</source>
            <translation>按地块名称合并。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Compare the names in both files.</source>
            <translation>请核对两个文件里的名称。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>One of the files was not brought up to date.</source>
            <translation>其中一个文件没有更新。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>A list without clear headings can be read in several ways.</source>
            <translation>表头不清的点表可有几种读法。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Headings, notes and faulty numbers are no points.</source>
            <translation>表头、说明和有错的数字不是点。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Check that each part is a parcel of its own.</source>
            <translation>请核对每一部分确为一个地块。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Delete the second row: a program that keeps rows by name stops at it.</source>
            <translation>请删去重复的一行：按键名存取的软件会在这里出错。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Write the missing commas before @, so that every line has as many.</source>
            <translation>请在 @ 前补齐逗号，使每行一样多。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Fill in the number of point lines: programs that stop at the number read no point.</source>
            <translation>请填写点行数：按点数读取的软件会一个点也读不到。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Nothing of them was read as a point.</source>
            <translation>这些行没有读成点。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Without them points are missing and the shape is wrong.</source>
            <translation>不读就会缺点，图形不对。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>A workbook keeps 15 digits of a number: make the column text and enter the numbers again.</source>
            <translation>工作簿中的数值只保留 15 位：把该列设为文本，重新录入编号。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Write = between name and value.</source>
            <translation>名称与值之间应写 =。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>A spreadsheet program fills up all lines to the widest: write the file anew instead of saving it there.</source>
            <translation>表格软件会把所有行补齐到最宽的一行：请重新导出文件，不要在表格软件中另存。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Receiving programs take the quotes for part of the values: write the file anew.</source>
            <translation>接收软件会把引号当作值的一部分：请重新导出文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>The parcel line has to stand in one line, up to its @.</source>
            <translation>地块行直到 @ 应写在同一行。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>Replace the comma, for instance by 、, so that every value keeps its place.</source>
            <translation>请把该逗号换成 、 等符号，使各值不错位。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_help.py" />
            <source>A comma is missing or too many: the values after it stand in wrong places.</source>
            <translation>少了或多了一个逗号，其后的值都错了位。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Two encodings in one file</source>
            <translation>同一文件有两种编码</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>{count} lines are not in the encoding of the rest of the file ({encoding}) but in {other}; the first begins at byte {offset}. Lines: {lines}.</source>
            <translation>{count} 行与文件其余部分编码（{encoding}）不同，为 {other}；首处在第 {offset} 字节。行：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Bytes that are no text</source>
            <translation>非文本字节</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>{count} lines hold bytes that are no text in UTF-8 or GB18030; the first at byte {offset}. They are shown as �. Lines: {lines}.</source>
            <translation>{count} 行含有既非 UTF-8 也非 GB18030 的字节；首处在第 {offset} 字节，显示为 �。行：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>UTF-16 text</source>
            <translation>UTF-16 文本</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The file is {encoding} text; receiving programs expect GBK or UTF-8. Write it anew before handing it in.</source>
            <translation>文件为 {encoding} 编码；接收软件要求 GBK 或 UTF-8。报送前请重新写出。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Byte order mark</source>
            <translation>字节顺序标记</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The file begins with a byte order mark; some receiving programs take it for part of the first section name.</source>
            <translation>文件以字节顺序标记（BOM）开头；有些接收软件会把它当作首个段名的一部分。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Characters outside GBK</source>
            <translation>GBK 以外的字符</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Characters that GBK does not have: {characters}. Receivers that read GBK cannot show them. Lines: {lines}.</source>
            <translation>含有 GBK 没有的字符：{characters}。按 GBK 读取的接收单位无法显示。行：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Control characters</source>
            <translation>控制字符</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Control characters stand in the text. Lines: {lines}.</source>
            <translation>文本中含有控制字符。行：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Line ends</source>
            <translation>换行符</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Line ends are not CRLF throughout ({kinds}), as receiving programs expect.</source>
            <translation>换行符并非全部为接收软件要求的 CRLF（{kinds}）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Large file</source>
            <translation>文件过大</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The file has {megabytes} MB; some receiving programs take no more than 5 MB.</source>
            <translation>文件大小 {megabytes} MB；有些接收软件不接受超过 5 MB 的文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Files larger than this are reported</source>
            <translation>超过此大小的文件会列出</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>File breaks off</source>
            <translation>文件不完整</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The file breaks off in this line: “{text}”. Get the complete file.</source>
            <translation>文件在此行中断：“{text}”。请取得完整文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>A last number below this share of the others has been cut off</source>
            <translation>末尾的数小于其他数的这一比例，视为被截断</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Section missing</source>
            <translation>缺少段</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The section [{section}] is missing.</source>
            <translation>缺少 [{section}] 段。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Section tag repeated</source>
            <translation>段标记重复</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The tag [{section}] stands twice in a row.</source>
            <translation>标记 [{section}] 连续出现两次。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Several blocks in one file</source>
            <translation>一个文件含多个数据块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The file holds {blocks} blocks of header and coordinates one after another; some readers take only the last.</source>
            <translation>文件含 {blocks} 个前后相接的数据块（文件头加坐标）；有些软件只读最后一个。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Blocks in different coordinate systems</source>
            <translation>各数据块坐标系不同</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The coordinates of this block are in {value}, those of the first one in {first}. One parcel set has one coordinate system: split the file.</source>
            <translation>本段坐标为 {value}，第一段为 {first}。一组地块只有一个坐标系：请拆分文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Header row missing</source>
            <translation>文件头缺少属性行</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The header has no row “{name}”, which the profile {profile} asks for.</source>
            <translation>文件头没有格式 {profile} 要求的“{name}”行。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Header row empty</source>
            <translation>文件头属性为空</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The header row “{name}” is empty, and some receiving programs refuse that.</source>
            <translation>文件头“{name}”行为空，有些接收软件会拒收。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Header row twice</source>
            <translation>文件头属性重复</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The header row “{name}” stands more than once; the first value counts ({value}, then {other}).</source>
            <translation>文件头“{name}”行出现多次；以第一个值为准（{value}，其后为 {other}）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Header row repeated</source>
            <translation>文件头行重复</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>{count} header rows stand once more with the same value; some receiving programs fail on that. Lines: {lines}.</source>
            <translation>{count} 行文件头以相同的值重复出现；有些接收软件会因此出错。行号：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Colon instead of =</source>
            <translation>以冒号代替等号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>{count} header rows have a colon where = belongs; receiving programs do not find their values. Lines: {lines}.</source>
            <translation>{count} 行属性描述在应写 = 处写了冒号，接收软件读不到其值。行：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Unknown header row</source>
            <translation>文件头有未知属性</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The header row “{name}” is not known; it is kept as it is.</source>
            <translation>文件头“{name}”行无法识别，原样保留。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Header rows in another order</source>
            <translation>文件头属性行顺序不同</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The header has {found} rows in another order or number than the {expected} of the profile {profile}; some programs go by the line number.</source>
            <translation>文件头有 {found} 行，与格式 {profile} 规定的 {expected} 行顺序或行数不同；有些软件按行号读取。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Line not understood</source>
            <translation>无法理解的行</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>{count} lines were not understood and are not used: “{text}”. Lines: {lines}.</source>
            <translation>{count} 行无法理解，未采用：“{text}”。行：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Explanation in the file</source>
            <translation>文件中有说明文字</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Explanations or field lists stand among the coordinates; they are kept. Lines: {lines}.</source>
            <translation>坐标之间夹有说明或字段列表，予以保留。行：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Full-width punctuation</source>
            <translation>全角标点</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Full-width signs ({signs}) stand where half-width ones are required, on {count} lines. Lines: {lines}.</source>
            <translation>{count} 行在应为半角处用了全角符号（{signs}）。行：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Blanks</source>
            <translation>多余空格</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Blanks around values, on {count} lines; some receiving programs refuse them. Lines: {lines}.</source>
            <translation>{count} 行的值前后有空格；有些接收软件会拒收。行：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Empty values at the end of lines</source>
            <translation>行尾有空值</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Commas with nothing behind them end {count} lines, as spreadsheet programs leave them. Lines: {lines}.</source>
            <translation>{count} 行以空逗号结尾，是表格软件留下的。行：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Quotes around values</source>
            <translation>值带引号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>{count} lines have their values in quotes, as spreadsheet programs write them; they were read without. Lines: {lines}.</source>
            <translation>{count} 行的值带有表格软件加上的引号，已按去掉引号读取。行：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Other separators than commas</source>
            <translation>分隔符不是逗号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>{count} lines use other separators than commas. Lines: {lines}.</source>
            <translation>{count} 行用了逗号以外的分隔符。行：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>No comma before @</source>
            <translation>@ 前没有逗号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The comma before the end mark @ is missing on {count} parcel lines. Lines: {lines}.</source>
            <translation>{count} 个地块行的结束标记 @ 前缺少逗号。行：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Something after @</source>
            <translation>@ 后有内容</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Blanks or text follow the end mark @ on {count} parcel lines; programs that look for @ at the line end miss them. Lines: {lines}.</source>
            <translation>{count} 个地块行的结束标记 @ 后有空格或文字；在行尾找 @ 的软件会漏读。行：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>End mark @ missing</source>
            <translation>缺少结束标记 @</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The end mark @, which may not be deleted, is missing on {count} parcel lines. Lines: {lines}.</source>
            <translation>{count} 个地块行缺少不得省略的结束标记 @。行：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Parcel line broken in two</source>
            <translation>地块行断为两行</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>{count} parcel lines are broken in two; they were read together with the line below. Lines: {lines}.</source>
            <translation>{count} 个地块行断为两行，已与下一行合并读取。行：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Dialect not certain</source>
            <translation>格式不能确定</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The dialect was not recognised with certainty: {profile} fits with {score}, {other} with {other_score}. Choose the profile by hand if the values stand in wrong places.</source>
            <translation>未能确定格式：{profile} 匹配度 {score}，{other} 匹配度 {other_score}。若数值错位，请手工选择格式。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>A dialect that fits with less than this is not certain</source>
            <translation>格式匹配度低于此值，视为不确定</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Profile table not usable</source>
            <translation>格式表不可用</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The TXT profile table {file_name} of the profile folder is left out: {reason}.</source>
            <translation>格式文件夹中的 TXT 格式表 {file_name} 未采用：{reason}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Parcel line with an unexpected number of values</source>
            <translation>地块行的值数不符</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The parcel line has {found} values, the profile {profile} expects {expected}: “{text}”.</source>
            <translation>地块行有 {found} 个值，格式 {profile} 应为 {expected} 个：“{text}”。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The parcel line has {found} values, the profile {profile} of the file expects {expected}: “{text}”. It was read by the profile {other}, which it fits.</source>
            <translation>该地块行有 {found} 个值，文件的格式 {profile} 应有 {expected} 个：“{text}”。已按与其相符的格式 {other} 读取。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Comma within a value</source>
            <translation>值内有逗号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>A comma stands within a value (“{text}”) of {count} parcel lines; the place of 面 shows what belongs together, but programs that count commas take wrong values. Lines: {lines}.</source>
            <translation>{count} 个地块行的值（“{text}”）内有逗号；由“面”的位置可知哪些内容属于一个值，但按逗号计数的软件会取错值。行：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Short parcel line</source>
            <translation>地块行段数不足</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>{count} parcel lines have fewer values than the {expected} of the profile {profile}, the last ones are left out; some receiving programs count the commas. Lines: {lines}.</source>
            <translation>{count} 个地块行的段数少于 TXT 格式 {profile} 的 {expected} 段，省略了末尾几段；有些接收软件按逗号个数判断。行号：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Map sheet in another place</source>
            <translation>图幅号位置不对</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>A map sheet number (“{value}”) stands where the use or the land class belongs, on {count} parcel lines: commas between several sheets shift all values behind them. Lines: {lines}.</source>
            <translation>{count} 个地块行在地块用途或地类编码处是图幅号（“{value}”）：多个图幅号之间用了逗号，后面各段随之错位。行号：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Geometry kind is not 面</source>
            <translation>图形类型不是面</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The geometry kind is “{value}” instead of 面 on {count} parcel lines. Lines: {lines}.</source>
            <translation>{count} 个地块行的图形类型为“{value}”而不是面。行：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Parcel without number</source>
            <translation>地块没有编号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>{count} parcels have no 地块编号; some receiving programs refuse that. Lines: {lines}.</source>
            <translation>{count} 个地块没有地块编号；有些接收软件会拒收。行：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Parcel without name</source>
            <translation>地块没有名称</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>{count} parcels have no 地块名称; some receiving programs refuse that. Lines: {lines}.</source>
            <translation>{count} 个地块没有地块名称；有些接收软件会拒收。行：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Parcel number and name repeated</source>
            <translation>地块编号和名称重复</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Number “{number}” and name “{name}” stand on an earlier parcel line too (line {first}); some readers lose the earlier one's points.</source>
            <translation>编号“{number}”和名称“{name}”在前面的地块行（第 {first} 行）已出现；有些软件会丢失前者的点。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The name “{name}” stands on an earlier parcel line too (line {first}), and neither line has a number.</source>
            <translation>名称“{name}”与前面的地块行（第 {first} 行）相同，且两行都没有编号。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Field name instead of a value</source>
            <translation>值处写的是字段名</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Field names stand where values belong ({values}): the export was made without mapping its columns. Lines: {lines}.</source>
            <translation>应填值处写的是字段名（{values}）：导出时未对应字段。行：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Parcel without points</source>
            <translation>地块没有点</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>No point line follows the parcel line of “{name}”.</source>
            <translation>“{name}”的地块行之后没有点行。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Points without parcel line</source>
            <translation>点行之前没有地块行</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Point lines stand before any parcel line; they are read as one parcel without attributes.</source>
            <translation>首个地块行之前已有点行；读为一个没有属性的地块。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>No parcel found</source>
            <translation>未找到地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>No parcel was found. Expected: a section [地块坐标] with parcel lines that end in @ and point lines like J1,1,X,Y.</source>
            <translation>未找到地块。应有 [地块坐标] 段、以 @ 结尾的地块行，以及形如 J1,1,X,Y 的点行。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Rings put together to parcels</source>
            <translation>圈已合成地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>{count} parcel lines that stand for one ring each were put together by their feature number. Lines: {lines}.</source>
            <translation>{count} 个地块行各为一个圈，已按要素号合成地块。行：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Declared number of points differs</source>
            <translation>填报点数不符</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Declared are {declared} points, the file has {rows} point lines in {rings} rings ({closing} of them closing lines).</source>
            <translation>填报 {declared} 个点，文件共有 {rings} 个圈、{rows} 个点行（其中闭合行 {closing} 个）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Closing lines are not counted</source>
            <translation>闭合行未计入点数</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The declared numbers of points leave out the closing lines in {count} parcels; most programs count them. Lines: {lines}.</source>
            <translation>{count} 个地块的填报点数未计闭合行；多数软件计入。行：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Number of points not filled in</source>
            <translation>界址点数未填</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The number of points is 0, as if not filled in, in {count} parcels with points. Lines: {lines}.</source>
            <translation>{count} 个有界址点的地块界址点数为 0，视同未填。行号：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Declared number is one less</source>
            <translation>填报点数少一</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Declared are {declared} points, one less than the {rows} point lines although the parcel has {rings} rings; readers that stop at the count cut the last line off.</source>
            <translation>填报 {declared} 个点，比 {rows} 个点行少一，而地块有 {rings} 个圈；按点数读取的软件会丢掉末行。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Declared number of points is no number</source>
            <translation>填报点数不是数字</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The number of points reads “{text}”.</source>
            <translation>点数写为“{text}”。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Unusual point label</source>
            <translation>点号不合惯例</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Labels are neither J with number nor a number (“{text}”) on {count} lines. Lines: {lines}.</source>
            <translation>{count} 行的点号既不是 J 加数字，也不是数字（“{text}”）。行：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Point label repeated</source>
            <translation>点号重复</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The label {label} stands at two different places in ring {ring} (lines {first} and {second}).</source>
            <translation>点号 {label} 在圈 {ring} 中对应两个不同位置（第 {first} 行和第 {second} 行）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Ring numbers with a gap</source>
            <translation>圈号不连续</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The ring numbers are {numbers}; some programs expect 1, 2, 3 without a gap.</source>
            <translation>圈号为 {numbers}；有些软件要求 1、2、3 连续编号。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Ring number is no number</source>
            <translation>圈号不是数字</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The ring number is no whole number (“{text}”) on {count} lines; the points were put to the ring before, or to a further one where the text changes. Lines: {lines}.</source>
            <translation>{count} 行的圈号不是整数（“{text}”）；这些点归入前一圈，文字变化处归入下一圈。行：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Ring number {ring} is used for two rings: the labels begin anew with this line, and the ring before is not closed.</source>
            <translation>圈号 {ring} 用于两个圈：点号从本行重新开始，而前一圈没有闭合。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Two rings under one number</source>
            <translation>一个圈号对应两个圈</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Ring number {ring} is used for two rings: the first one closes in line {closing_line}, and points follow.</source>
            <translation>圈号 {ring} 用于两个圈：前一个在第 {closing_line} 行闭合，其后又有点。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Coordinate is no number</source>
            <translation>坐标不是数字</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The coordinates are no plain numbers: “{text}”; expected {expected}. The line is not used, so the shape is not complete.</source>
            <translation>坐标不是纯数字：“{text}”；应为 {expected}。该行未采用，图形因此不完整。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Point line with an unexpected number of values</source>
            <translation>点行的值数不符</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The point line has {found} values, the profile {profile} expects {expected}: “{text}”. The line is not used, so the shape is not complete.</source>
            <translation>点行有 {found} 个值，格式 {profile} 应为 {expected} 个：“{text}”。该行未采用，图形因此不完整。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Further values on point lines</source>
            <translation>点行有多余的值</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Further values stand at the end of {count} point lines and are not used. Lines: {lines}.</source>
            <translation>{count} 个点行末尾有多余的值，未采用。行：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Decimals and declared precision</source>
            <translation>小数位数与声明精度</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The coordinates have up to {decimals} decimals, the header declares a precision of {precision}.</source>
            <translation>坐标最多有 {decimals} 位小数，文件头声明的精度为 {precision}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>How rings are closed</source>
            <translation>圈的闭合方式</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Closing lines: {first} rings repeat the first label, {next} continue the numbering, {none} have no closing line. Many programs accept only the first.</source>
            <translation>闭合行：{first} 个圈重复首点点号，{next} 个圈续编点号，{none} 个圈没有闭合行。许多软件只接受第一种。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Hole or part?</source>
            <translation>孔洞还是部件？</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>What ring {ring} means is not certain.</source>
            <translation>圈 {ring} 的含义不能确定。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Declared area and area of the rings agree within this share</source>
            <translation>填报面积与各圈面积相差在此比例以内视为一致</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>By its position ring {ring} is a hole, but the declared area counts it as a part.</source>
            <translation>圈 {ring} 按位置为孔洞，但填报面积把它计为部件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>By its position ring {ring} is a part of its own, but the declared area takes it off like a hole.</source>
            <translation>圈 {ring} 按位置为独立部件，但填报面积把它当孔洞扣除。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>By its position ring {ring} is a hole, but it turns the same way as the outer ring, like a part; no declared area decides.</source>
            <translation>圈 {ring} 按位置为孔洞，但与外圈同向，像是部件；没有填报面积可资判断。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>By its position ring {ring} is a part of its own, but it turns the other way, like a hole; no declared area decides.</source>
            <translation>圈 {ring} 按位置为独立部件，但方向相反，像是孔洞；没有填报面积可资判断。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Declared area is no number</source>
            <translation>填报面积不是数字</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The declared area reads “{text}”.</source>
            <translation>填报面积写为“{text}”。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Unit of the declared area</source>
            <translation>填报面积的单位</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The declared areas of {count} parcels are in {unit}; files of the profile {profile} usually have {expected}. Lines: {lines}.</source>
            <translation>{count} 个地块的填报面积单位为 {unit}；格式 {profile} 的文件通常为 {expected}。行：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Areas in different units</source>
            <translation>面积单位不一</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The declared areas of one file are in different units: {units}.</source>
            <translation>同一文件的填报面积单位不一：{units}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Declared area fits no unit</source>
            <translation>填报面积与任何单位都不符</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The declared area {text} fits the geometry ({area} m²) neither in hectares nor in square metres nor in mu; its unit is not known.</source>
            <translation>填报面积 {text} 按公顷、平方米、亩均与图形（{area} m²）不符；单位不明。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>A unit fits when declared area and geometry differ by no more than this</source>
            <translation>填报面积与图形相差不超过此比例，单位才算对得上</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Sum of the parcels differs from the project</source>
            <translation>地块面积之和与项目不符</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The declared areas sum to {sum} ha, [项目信息] says 总用地面积 {total}.</source>
            <translation>填报面积合计 {sum} 公顷，[项目信息] 的总用地面积为 {total}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Differences up to this share of the sum are rounding</source>
            <translation>与总和相差在此比例以内，视为取舍误差</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Coordinate system not known</source>
            <translation>坐标系无法识别</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The name of the coordinate system is not known: “{name}”. CGCS2000 is assumed; correct the header if that is wrong.</source>
            <translation>坐标系名称无法识别：“{name}”。暂按 CGCS2000；如不对请更正文件头。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Coordinate system not named</source>
            <translation>未写坐标系名称</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The file does not name its coordinate system; {datum} is assumed.</source>
            <translation>文件未写坐标系名称；暂按 {datum}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Not CGCS2000</source>
            <translation>不是 CGCS2000</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The file is in {datum}. It is shown in that system and not transformed: the parameters are not in the file, and a transformation without the official ones moves the parcel by metres. Ask for the data in CGCS2000, or transform it with the parameters of the province.</source>
            <translation>文件为 {datum} 坐标。按原坐标系显示，不作转换：文件中没有转换参数，不用正式参数转换会使地块偏移数米。请索取 CGCS2000 数据，或用本省参数转换。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Zone width contradicts zone number</source>
            <translation>分带宽度与带号矛盾</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The header says {width}-degree zones, but zone {zone} is a {actual}-degree zone (13 to 23 are 6-degree, 25 to 45 3-degree zones).</source>
            <translation>文件头为 {width} 度带，但 {zone} 是 {actual} 度带带号（13 至 23 为 6 度带，25 至 45 为 3 度带）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Zone number impossible</source>
            <translation>带号不可能</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>“{text}” is no zone number of China (13 to 23 or 25 to 45).</source>
            <translation>“{text}”不是中国的带号（13 至 23 或 25 至 45）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Central meridian instead of zone number</source>
            <translation>带号处写的是中央子午线</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The file gives {text}, a central meridian, where the zone number belongs; read as zone {zone}.</source>
            <translation>文件在应填带号处给出的是中央子午线 {text}；按带号 {zone} 读取。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The file gives the central meridian {text} and no zone number; read as zone {zone}.</source>
            <translation>文件给出中央子午线 {text}，未给带号；按 {zone} 带读取。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Zone number contradicts the coordinates</source>
            <translation>带号与坐标矛盾</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The header says zone {zone}, the eastings begin with {prefix}. The header is followed; correct it if the coordinates are right.</source>
            <translation>文件头带号为 {zone}，横坐标以 {prefix} 开头。按文件头读取；若坐标正确请更正文件头。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Easting runs over into the next zone number</source>
            <translation>横坐标溢入邻带带号</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Eastings begin with {prefix}, but lie {kilometres} km east of the meridian of the declared zone {zone}; they are read in zone {zone}.</source>
            <translation>横坐标以 {prefix} 开头，但位于声明带号 {zone} 的中央子午线以东 {kilometres} km；按 {zone} 带读取。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>From the central meridian; farther off the zone is contradicted, not run over</source>
            <translation>距中央子午线；更远则是带号矛盾，而不是坐标越带</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Eastings with and without zone number</source>
            <translation>横坐标有的带带号、有的不带</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>{count} points have no zone number before the easting, the others have ({lines}).</source>
            <translation>{count} 个点的横坐标前没有带号，其余有（{lines}）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>{count} points have a zone number before the easting, the others have none ({lines}).</source>
            <translation>{count} 个点的横坐标带有带号，其余没有（行 {lines}）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Zone taken from the eastings</source>
            <translation>带号取自横坐标</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The header gives no zone number; the eastings begin with {zone}, so zone {zone} was taken.</source>
            <translation>文件头没有带号；横坐标以 {zone} 开头，故取带号 {zone}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Zone not known</source>
            <translation>带号不明</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Neither the header (带号) nor the eastings name the zone, so the parcels cannot be placed. Add the row 带号 to the file, or give the coordinate system when reading it.</source>
            <translation>文件头（带号）和横坐标都没有带号，无法确定地块位置。请在文件中补写带号行，或读取时给出坐标系。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Coordinate system from the settings</source>
            <translation>坐标系取自设置</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The file does not say its zone; the one given when reading was taken (EPSG:{epsg}).</source>
            <translation>文件未写带号；采用读取时给出的坐标系（EPSG:{epsg}）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>North and east look swapped</source>
            <translation>南北与东西坐标似已颠倒</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The columns of north and east look swapped ({north}, {east}). Nothing was changed: read the file again with the columns swapped if that is right.</source>
            <translation>北、东两列似已颠倒（{north}、{east}）。未作任何改动：若确实颠倒，请互换两列重新读取。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Coordinates in degrees</source>
            <translation>坐标为经纬度</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The coordinates are longitude and latitude in degrees.</source>
            <translation>坐标为以度为单位的经度和纬度。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The header says that the coordinates are in degrees, but they are metres; they were read as metres.</source>
            <translation>属性描述说明坐标单位为度，而坐标是米；已按米读取。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Coordinates outside China</source>
            <translation>坐标不在中国</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The coordinates ({north}, {east}) are neither metres of a Gauss-Krüger zone nor degrees of China.</source>
            <translation>坐标（{north}、{east}）既不是高斯-克吕格投影带的米制坐标，也不是中国范围的经纬度。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Coordinates rounded</source>
            <translation>坐标已取位</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The coordinates have more than the {decimals} decimals that are written; points move by up to {distance} mm.</source>
            <translation>坐标的小数位数多于写出的 {decimals} 位；点位最多移动 {distance} 毫米。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Points fall together by rounding</source>
            <translation>取位后点重合</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Points {a} and {b} of ring {ring} fall together at the written decimals.</source>
            <translation>圈 {ring} 的点 {a} 与 {b} 按写出的小数位数重合。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Written in a form that some receivers refuse</source>
            <translation>写出的形式有些接收软件不收</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Some receiving programs refuse the file in this form.</source>
            <translation>有些接收软件不收这种形式的文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The file is written in {encoding}; older receiving programs read GBK only. Choose GBK unless the receiver asks for {encoding}.</source>
            <translation>文件按 {encoding} 写出，较早的接收软件只认 GBK。除非接收方要求 {encoding}，请选 GBK。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Lines end with {newline}; some receiving programs split at CRLF only.</source>
            <translation>换行为 {newline}，有些接收软件只按 CRLF 分行。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Y {value} has not eight digits before the point (zone number and six); checking programs ask for eight. Choose “with zone number” unless the receiver wants none.</source>
            <translation>Y {value} 的整数部分不是 8 位（带号加 6 位），质检软件要求 8 位。除非接收方要求去带号，请选择带带号。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>X {value} has not seven digits before the point, which a checking program asks for; right only south of 9° north.</source>
            <translation>X {value} 的整数部分不是质检软件要求的 7 位；只有北纬 9° 以南才会这样。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Coordinates are written with {decimals} decimals; {usual} are usual.</source>
            <translation>坐标写出 {decimals} 位小数，通常为 {usual} 位。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Point labels have no J (“{label}”); a receiving program looks for J1. Choose numbering anew for J1, J2 ….</source>
            <translation>点号前没有 J（“{label}”），有接收软件要找 J1。选择重新编号即为 J1、J2……</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Parcel {name} has {count} parts under one parcel line; some programs read the further ones as holes. Choose one line for each part.</source>
            <translation>地块 {name} 在一个地块行下有 {count} 个部分，有些软件会把后面的当作孔洞。请选择每部分一行。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Parcel {name} has {count} inner rings; a checking program reports every parcel of several rings as not closed, whatever is written.</source>
            <translation>地块 {name} 有 {count} 个内圈；有质检软件对多圈的地块一律报不闭合，怎样写都会报。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Ring {ring} of parcel {name} runs counter-clockwise; a checking program finds its area negative. Choose numbering anew to turn it.</source>
            <translation>地块 {name} 第 {ring} 圈为逆时针，有质检软件会算出负面积。选择重新编号即可调转方向。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Inner ring {ring} of parcel {name} runs clockwise; programs that go by the direction read it as a part. Choose numbering anew to turn it.</source>
            <translation>地块 {name} 内圈 {ring} 为顺时针，按方向判断的软件会把它当作另一部分。选择重新编号即可调转方向。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Parcel missing</source>
            <translation>缺少地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The parcel “{name}” is missing in {where}.</source>
            <translation>{where} 缺少地块“{name}”。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Parcel too many</source>
            <translation>多出地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The parcel “{name}” is only in {where}.</source>
            <translation>地块“{name}”只在 {where} 中。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Rings differ</source>
            <translation>圈不一致</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The parcel has {a} rings with {a_points} points here and {b} rings with {b_points} points there.</source>
            <translation>此处地块有 {a} 个圈、{a_points} 个点，彼处有 {b} 个圈、{b_points} 个点。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Coordinates differ</source>
            <translation>坐标不一致</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Ring {ring}, point {label}: the coordinates differ by {distance} m.</source>
            <translation>圈 {ring} 点 {label}：坐标相差 {distance} m。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Ring {ring}: the coordinates of {count} points differ, most at {label} by {distance} m.</source>
            <translation>第 {ring} 圈：{count} 个点的坐标不同，{label} 相差最大，为 {distance} m。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Order of points differs</source>
            <translation>点的顺序不同</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Ring {ring} goes through the same points in another order.</source>
            <translation>圈 {ring} 经过相同的点，但顺序不同。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Value differs</source>
            <translation>值不一致</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>{field} is “{a}” here and “{b}” there.</source>
            <translation>{field} 此处为“{a}”，彼处为“{b}”。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Coordinate systems differ</source>
            <translation>坐标系不一致</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The coordinate system is {a} here and {b} there.</source>
            <translation>坐标系此处为 {a}，彼处为 {b}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Fields of one file only</source>
            <translation>只有一个文件有的字段</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Only the second file has these fields, so they were not compared: {fields}.</source>
            <translation>只有第二个文件有这些字段，未作比较：{fields}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Only the first file has these fields, so they were not compared: {fields}.</source>
            <translation>只有第一个文件有这些字段，未作比较：{fields}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Other file of a pair missing</source>
            <translation>缺少成对的另一个文件</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>{name} is one of two files that belong together; “{other}” was not read with it. Hand over both, or their folder.</source>
            <translation>{name} 应与“{other}”成对提供，但没有一并读到后者。请同时放入两个文件或其所在文件夹。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Two files joined</source>
            <translation>两个文件已合并</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>{count} parcels of {name} stand in {other} as well and were joined with them.</source>
            <translation>{name} 中有 {count} 个地块在 {other} 中也有，已对应合并。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Parcel not in the other file</source>
            <translation>另一个文件中没有该地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The parcel “{name}” names “{value}”, which {other} does not hold or holds for another parcel.</source>
            <translation>地块“{name}”指向“{value}”，但 {other} 中没有，或已对应其他地块。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Other boundary in the other file</source>
            <translation>另一个文件中的界址不同</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>“{value}” has other boundary points in {other}; both parcels were kept.</source>
            <translation>“{value}”在 {other} 中的界址点不同，两个地块均已保留。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Columns guessed</source>
            <translation>列为推测</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The columns were guessed with a confidence of {confidence}: {columns}. Check them in the preview.</source>
            <translation>各列为推测，可信度 {confidence}：{columns}。请在预览中核对。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Columns guessed with less than this are reported</source>
            <translation>列的判断把握低于此值会列出</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Row without coordinates</source>
            <translation>该行没有坐标</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>{count} rows hold no coordinates that can be read and are not used: “{text}”. Lines: {lines}.</source>
            <translation>{count} 行没有可读的坐标，未采用：“{text}”。行：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Rows that hold no points</source>
            <translation>不是界址点的行</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>{count} rows of the list are no points but titles, headings, side lengths or remarks: “{text}”. Lines: {lines}.</source>
            <translation>点表中有 {count} 行不是界址点，而是标题、表头、边长或备注：“{text}”。行号：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Further columns with coordinates</source>
            <translation>另有坐标列</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The columns {columns} look like coordinates too and were not read: the table seems to stand in several halves side by side. Put all points below one another, or say which columns to read.</source>
            <translation>第 {columns} 列看来也是坐标，未读取：表格似乎分几栏并排。请把所有点排成一栏，或指定要读取的列。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>Numbers of parcels lost their last digits</source>
            <translation>地块编号丢失了末尾数字</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>{count} rows have a number like “{text}”, which a spreadsheet program has shortened; parcels were told apart by their points instead. Lines: {lines}.</source>
            <translation>{count} 行的编号形如“{text}”，已被电子表格软件缩短；地块改按界址点区分。行号：{lines}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>List split into parcels</source>
            <translation>点表已拆为地块</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/rules/reading_table.py" />
            <source>The list has no parcel column; it was split into {count} parcels where a ring closes, or an empty line or a title stands.</source>
            <translation>点表没有地块列；按圈闭合处、空行或标题分为 {count} 个地块。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/layouts_maps.py" />
            <source>{count} parcels are only on the overview page: the map template draws {limit} parcels on {pages} pages at most.</source>
            <translation>{count} 个地块只画在总图上：图件模板最多为 {limit} 个地块、共 {pages} 页单独成图。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/layouts_maps.py" />
            <source>None of the fonts {fonts} is installed; Chinese text on the maps may be missing.</source>
            <translation>字体 {fonts} 均未安装；图上的中文可能缺失。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/layouts_maps.py" />
            <source>Page “{title}” is at 1:{scale}; the profile asks for 1:{wanted} or larger.</source>
            <translation>图页“{title}”比例尺为 1:{scale}；方案要求 1:{wanted} 或更大。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/layouts_maps.py" />
            <source>{count} boundary point numbers have no room on the page “{title}”; the coordinate table holds them all.</source>
            <translation>图页“{title}”放不下 {count} 个界址点号；坐标成果表中全部列出。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/package_export.py" />
            <source>“{path}” is not made by the program; add it by hand.</source>
            <translation>“{path}”不由程序生成，请人工放入。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/package_export.py" />
            <source>“{wanted}” was there already; this package is “{name}”.</source>
            <translation>“{wanted}”已存在；本成果包名为“{name}”。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/package_verify.py" />
            <source>{file} is not the zip that was written: it was packed again or its directory was changed. The files in it are checked below.</source>
            <translation>{file} 不是当初写出的 ZIP：被重新打包，或目录被改动。其中的文件核验如下。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading.py" />
            <source>{name} was not read: {reason}</source>
            <translation>{name} 未读取：{reason}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading.py" />
            <source>{name} is a review file; its parcels were not read again.</source>
            <translation>{name} 是审查文件，其中的地块未再读取。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading.py" />
            <location filename="../onemap_plugin/qgis_bridge/reading_sheets.py" />
            <source>{name} holds no coordinates that OneMap knows.</source>
            <translation>{name} 中没有可识别的坐标。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading.py" />
            <source>{name} is in {crs}, the other files are in {lead}: its {count} parcels were not taken over. Give each system a review of its own.</source>
            <translation>{name} 为 {crs}，其他文件为 {lead}：其 {count} 个地块未读入。不同坐标系请分别建立审查文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_choices.py" />
            <source>North and east of {name} were exchanged, as you asked.</source>
            <translation>已按您的要求互换 {name} 的南北与东西坐标。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_complete.py" />
            <source>The table of {name} has {records} records for {count} shapes: numbers, names and areas may be missing or stand at the wrong shape. Copy all parts of the file again.</source>
            <translation>{name} 的属性表有 {records} 条记录，图形有 {count} 个：编号、名称、面积可能缺失或对错图形。请重新复制文件的全部组成部分。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_complete.py" />
            <location filename="../onemap_plugin/qgis_bridge/reading_open.py" />
            <source>{name} does not say its text encoding; it was read as {encoding}.</source>
            <translation>{name} 未注明文字编码，按 {encoding} 读取。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_complete.py" />
            <source>{count} texts of {name} are in no known encoding and are shown with �.</source>
            <translation>{name} 中有 {count} 处文本的编码无法识别，以 � 显示。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_crs.py" />
            <source>{name} says a zone on WGS 84, as MapInfo files do that cannot name CGCS2000. If it is CGCS2000, import it again with the coordinate system EPSG:{epsg}.</source>
            <translation>{name} 写明的是 WGS 84 的分带，MapInfo 文件无法表示 CGCS2000 时即如此。若实为 CGCS2000，请指定坐标系 EPSG:{epsg} 重新导入。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_crs.py" />
            <source>{name} is in {crs}, which is no Gauss-Krüger zone. Its coordinates are kept as read; transform it to CGCS2000 and import it again.</source>
            <translation>{name} 为 {crs}，不是高斯-克吕格投影带。坐标按原值保留；请转换到 CGCS2000 后重新导入。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_crs.py" />
            <source>{name} is in {datum}. Its coordinates are kept as read: the way to CGCS2000 needs the parameters of your survey office. Transform it there and import it again.</source>
            <translation>{name} 为 {datum}。坐标按原值保留：转换到 CGCS2000 须用当地测绘主管部门的参数。请先转换再重新导入。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_crs.py" />
            <source>{name} holds degrees (EPSG:{epsg}). They are kept as read; a submission needs Gauss-Krüger coordinates.</source>
            <translation>{name} 为经纬度（EPSG:{epsg}），按原值保留；报送须用高斯-克吕格坐标。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_crs.py" />
            <source>{name} is said to hold degrees (EPSG:{epsg}), but its coordinates are metres. Import it again with the coordinate system of the survey.</source>
            <translation>{name} 标为经纬度（EPSG:{epsg}），坐标却是米。请按测量所用坐标系重新导入。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_crs.py" />
            <source>{name} is said to hold degrees (EPSG:{epsg}), but its coordinates are metres, and the eastings begin with {zone}. If they are CGCS2000, import it again with the coordinate system EPSG:{guess}.</source>
            <translation>{name} 标为经纬度（EPSG:{epsg}），坐标却是米，横坐标以 {zone} 开头。若为 CGCS2000，请按坐标系 EPSG:{guess} 重新导入。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_crs.py" />
            <source>{name} does not say its coordinate system. Its eastings begin with {zone}: if it is CGCS2000, import it again with the coordinate system EPSG:{epsg}.</source>
            <translation>{name} 未注明坐标系。横坐标以 {zone} 开头：若为 CGCS2000，请按坐标系 EPSG:{epsg} 重新导入。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_crs.py" />
            <source>{name} does not say its coordinate system. Import it again with the coordinate system of the survey (zone and central meridian).</source>
            <translation>{name} 未注明坐标系。请按测量所用坐标系（带号和中央子午线）重新导入。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_dxf.py" />
            <source>{name} has {count} arcs. They are segmented; no chord is more than {tolerance:.4f} off its arc.</source>
            <translation>{name} 有 {count} 段圆弧，已离散为折线；弦线偏离圆弧不超过 {tolerance:.4f}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_dxf.py" />
            <source>{name} is damaged: a group code was expected instead of “{text}”. Points or lines may be missing.</source>
            <translation>{name} 已损坏：此处应为组码，却是“{text}”。可能缺点或缺线。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_dxf.py" />
            <source>{name} is damaged: a line says that it has {said} points and has {have}.</source>
            <translation>{name} 已损坏：一条线自称有 {said} 个点，实有 {have} 个。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_dxf.py" />
            <source>{name} has {count} splines. They are segmented; no chord is more than {tolerance:.4f} off its curve.</source>
            <translation>{name} 有 {count} 条样条曲线，已离散为折线；弦线偏离曲线不超过 {tolerance:.4f}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_dxf.py" />
            <source>{count} closed lines of {name} were taken as parcel boundaries, from the layers {layers}; {left} on other layers were left out.</source>
            <translation>{name} 的 {count} 条闭合线已作为地块界线，取自图层 {layers}；其他图层上的 {left} 条未采用。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_dxf.py" />
            <source>{name} has no closed lines on the layers {layers}; it has some on {others}.</source>
            <translation>{name} 的图层 {layers} 上没有闭合线；{others} 上有。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_dxf.py" />
            <source>{count} closed lines of {name} stand on the sheets of its layouts and were left out.</source>
            <translation>{name} 中有 {count} 条闭合线在布局（图纸空间）上，未读取。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_dxf.py" />
            <source>{count} closed lines of {name} lie within others of their layer and were taken as holes of these. If they are parcels of their own, put them on another layer.</source>
            <translation>{name} 的 {count} 条闭合线位于同图层其他闭合线之内，已作为其孔洞。若为独立地块，请放到另一图层。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_dxf_marks.py" />
            <source>{count} circles around boundary points of {name} mark these and were left out.</source>
            <translation>{name} 中有 {count} 个以界址点为圆心的圆，是界址点的标记，未作为地块读入。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_dxf_marks.py" />
            <source>{count} hatches of {name} fill boundaries that were read as lines and were left out.</source>
            <translation>{name} 中有 {count} 个填充与已按线读入的边界相同，未重复读入。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_dxf_marks.py" />
            <source>{count} of the boundaries stand on layers that are frozen or off in {name} ({layers}). They were read too: choose the layers if they are an earlier state.</source>
            <translation>{name} 中有 {count} 条界线所在的图层已冻结或关闭（{layers}），也已读入；若为旧界线，请选择要读的图层。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_dxf_texts.py" />
            <source>The texts of {name} were read as {encoding}; its header says “{declared}”.</source>
            <translation>{name} 的文字按 {encoding} 读取；其文件头写的是“{declared}”。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_encoding.py" />
            <source>{name} is not in UTF-8, as its format asks for; it was read as {encoding}.</source>
            <translation>{name} 不是该格式要求的 UTF-8 编码；已按 {encoding} 读取。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_inputs.py" />
            <source>{name} is not a kind of file that parcels are read from.</source>
            <translation>{name} 不是可读取地块的文件类型。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_inputs.py" />
            <source>Archives are nested too deeply; unpack {name} and read its folder.</source>
            <translation>压缩包嵌套过深；请解压 {name} 后读取文件夹。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_inputs.py" />
            <source>{name} is not a readable ZIP archive ({reason}). Pack it again.</source>
            <translation>{name} 不是可读的 ZIP 压缩包（{reason}）。请重新打包。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_inputs.py" />
            <source>{name} holds {count} files, more than the limit of {limit}.</source>
            <translation>{name} 含 {count} 个文件，超过上限 {limit} 个。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_inputs.py" />
            <source>{name} is an empty archive.</source>
            <translation>{name} 是空的压缩包。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_inputs.py" />
            <source>{member} in {name} points outside the archive and was not read.</source>
            <translation>{name} 中的 {member} 指向压缩包之外，未读取。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_inputs.py" />
            <source>{member} in {name} is protected by a password. Unpack it and read its folder.</source>
            <translation>{name} 中的 {member} 有密码保护。请解压后读取其文件夹。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_inputs.py" />
            <source>{member} in {name} unpacks to far more than its size allows.</source>
            <translation>{name} 中的 {member} 解压后远大于其应有大小。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_inputs.py" />
            <source>{member} in {name} could not be unpacked ({reason}).</source>
            <translation>{name} 中的 {member} 无法解压（{reason}）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_ogr.py" />
            <source>{name} could be read only in part, after {count} features ({reason}).</source>
            <translation>{name} 只能部分读取，读出 {count} 个要素（{reason}）。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_ogr.py" />
            <source>Feature {fid} of {name} has no geometry and gives no parcel.</source>
            <translation>{name} 的要素 {fid} 没有图形，不成地块。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_ogr.py" />
            <source>{count} boundaries of {name} were joined from {lines} lines whose ends meet; nothing was moved.</source>
            <translation>{name} 中有 {count} 条界线由 {lines} 条端点重合的线连接而成，坐标未改动。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_ogr.py" />
            <source>Feature {fid} of {name} has coordinates that are no numbers and gives no parcel.</source>
            <translation>{name} 的要素 {fid} 坐标不是数字，不成地块。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_ogr.py" />
            <source>Line {fid} of {name} is not closed (its ends are {gap:.4g} apart); it gives no parcel. Close it in the drawing.</source>
            <translation>{name} 的第 {fid} 条线未闭合（两端相距 {gap:.4g}），未形成地块。请在图中闭合。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_ogr.py" />
            <source>{count} features of {name} carry heights or measures; parcels have none, so they were left out. East and north are as read.</source>
            <translation>{name} 的 {count} 个要素带有高程或测量值；地块不含此类值，已舍去。南北、东西坐标按原值。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_ogr.py" />
            <source>{count} features of {name} have arcs. They were segmented; no chord is more than {tolerance:.4f} off its arc.</source>
            <translation>{name} 的 {count} 个要素含圆弧，已离散为折线；弦线偏离圆弧不超过 {tolerance:.4f}。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_ogr.py" />
            <source>{count} features of {name} are points or lines, not faces; they give no parcels.</source>
            <translation>{name} 有 {count} 个要素是点或线而不是面，不成地块。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_ogr.py" />
            <source>{count} closed lines of {name} were taken as parcel boundaries.</source>
            <translation>{name} 的 {count} 条闭合线已作为地块界线。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_open.py" />
            <source>{name} comes without its {part}: numbers, names and areas are missing. Copy all parts of the file.</source>
            <translation>{name} 缺少 {part}：没有编号、名称和面积。请复制文件的全部组成部分。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_open.py" />
            <source>{name} comes without its {part}; the index was rebuilt on a copy. Copy all parts of a Shapefile.</source>
            <translation>{name} 缺少 {part}；已在副本上重建索引。请复制 Shapefile 的全部文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_open.py" />
            <source>{name} comes without its {part}: numbers, names and areas are missing. Copy all parts of a Shapefile.</source>
            <translation>{name} 缺少 {part}：编号、名称和面积缺失。请复制 Shapefile 的全部文件。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_open.py" />
            <source>The texts of {name} were read as {encoding}; its .cpg or .dbf says “{declared}”.</source>
            <translation>{name} 的文字按 {encoding} 读取；其 .cpg 或 .dbf 标为“{declared}”。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/reading_sheets.py" />
            <source>{count} cells of {name} hold formulas whose values were not saved; they are empty here.</source>
            <translation>{name} 中有 {count} 个单元格只有公式，没有保存计算结果，读入时为空。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps.py" />
            <source>Parcel {parcel} could not be measured ({reason}); see what the checks say of it.</source>
            <translation>地块 {parcel} 无法量算（{reason}）；参见检查结果。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps.py" />
            <source>The files were read by other thresholds, or with rules switched off ({rules}): read them again with this profile.</source>
            <translation>文件是按别的限值读入的，或读入时关闭了某些规则（{rules}）：请用本方案重新读入。</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps.py" />
            <source>Not checked against the administrative boundary: {reason}</source>
            <translation>未按行政界线检查：{reason}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_package.py" />
            <source>The package is complete, but {name} could not be told of it: {reason}</source>
            <translation>成果包已完整制成，但未能记入 {name}：{reason}</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/qgis_bridge/steps_repair.py" />
            <source>The parcel was changed after it was checked against the administrative boundary ({name}): check again.</source>
            <translation>地块在与行政界线（{name}）核对之后改动过：请重新检查。</translation>
        </message>
    </context>
    <context>
        <name>words</name>
        <message>
            <location filename="../onemap_plugin/core/i18n.py" />
            <source>Self-intersection</source>
            <translation>自相交</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/i18n.py" />
            <source>Ring Self-intersection</source>
            <translation>圈自相交</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/i18n.py" />
            <source>Hole lies outside shell</source>
            <translation>孔洞在外圈之外</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/i18n.py" />
            <source>Holes are nested</source>
            <translation>孔洞互相嵌套</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/i18n.py" />
            <source>Nested shells</source>
            <translation>外圈互相嵌套</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/i18n.py" />
            <source>Interior is disconnected</source>
            <translation>内部不连通</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/i18n.py" />
            <source>Duplicate Rings</source>
            <translation>圈重复</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/i18n.py" />
            <source>Too few points in geometry component</source>
            <translation>点数过少</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/i18n.py" />
            <source>Invalid Coordinate</source>
            <translation>坐标无效</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/i18n.py" />
            <source>Xian 1980</source>
            <translation>1980西安坐标系</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/i18n.py" />
            <source>Beijing 1954</source>
            <translation>1954北京坐标系</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/i18n.py" />
            <source>New Beijing</source>
            <translation>新1954北京坐标系</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/i18n.py" />
            <source>ha</source>
            <translation>公顷</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/i18n.py" />
            <source>mu</source>
            <translation>亩</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/i18n.py" />
            <source>m2</source>
            <translation>平方米</translation>
        </message>
        <message>
            <location filename="../onemap_plugin/core/i18n.py" />
            <source>; </source>
            <translation>；</translation>
        </message>
    </context>
</TS>
